using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.RemoteCaching;

internal enum CacheOperation
{
    Read,
    Write,
}

/// <summary>
/// Remembers how a remote cache behaves in one build: one warning, and after some failures in a row it is left alone.
/// </summary>
internal sealed class CacheHealth(string host, IFetchLog log)
{
    private const int MaxFailures = 3;

    private readonly object _gate = new();
    private bool _warned;
    private int _failures;
    private volatile bool _mayRead = true;
    private volatile bool _mayWrite = true;

    public bool MayRead => _mayRead;

    public bool MayWrite => _mayWrite;

    public void Succeeded()
    {
        lock (_gate)
        {
            _failures = 0;
        }
    }

    public void Failed(CacheOperation operation, TransferException failure)
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = !_warned;
            _warned = true;
            LeaveAlone(operation, failure);
        }

        var what = operation == CacheOperation.Read ? "reading" : "writing";
        if (isFirst)
        {
            log.Report(Problem.RemoteCacheUnusable(host, $"{what}: {failure.Reason}"));
        }
        else
        {
            log.Message(MessageLevel.Low, $"The remote cache {host} failed again, {what}: {failure.Reason}.");
        }
    }

    /// <summary>Who may not, or who cannot be reached, will not a moment later; anything else gets a few chances.</summary>
    private void LeaveAlone(CacheOperation operation, TransferException failure)
    {
        var isRefusal = failure.StatusCode is 401 or 403 or 405 or 501 or 507;
        if (isRefusal && operation == CacheOperation.Write)
        {
            _mayWrite = false;
            return;
        }

        if (isRefusal || ++_failures >= MaxFailures || failure.Kind is FailureKind.Unreachable or FailureKind.Insecure)
        {
            _mayRead = _mayWrite = false;
        }
    }
}
