using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Cache.Remote;

internal enum CacheOperation
{
    Read,
    Write,
}

/// <summary>
/// Remembers how a remote cache behaves in one build. The first failure is a warning, and after a few in a row the build stops
/// using the cache. Reads and writes are counted separately, because a server with a full disk still answers lookups.
/// </summary>
internal sealed class CacheHealth(string host, IFetchLog log)
{
    private const int MaxFailures = 3;

    private readonly object _gate = new();
    private readonly int[] _failures = new int[2];
    private bool _warned;
    private long _tooLarge = long.MaxValue;
    private volatile bool _mayRead = true;
    private volatile bool _mayWrite = true;

    public bool MayRead => _mayRead;

    public bool MayWrite(long length) => _mayWrite && length < Interlocked.Read(ref _tooLarge);

    public void Succeeded(CacheOperation operation)
    {
        lock (_gate)
        {
            _failures[(int)operation] = 0;
        }
    }

    /// <summary>An answer of 413 is no failure, but contents of this length or more are not uploaded any more.</summary>
    public void RefusedAsTooLarge(long length)
    {
        lock (_gate)
        {
            _tooLarge = Math.Min(_tooLarge, length);
        }

        log.Message(MessageLevel.Normal, $"The remote cache {host} takes no contents of {ByteSize.Format(length)} (413): larger ones stay with the service.");
    }

    public void Failed(CacheOperation operation, TransferException failure)
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = !_warned;
            _warned = true;
            LeaveAlone(operation, failure, ++_failures[(int)operation] >= MaxFailures);
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

    /// <summary>Stops at once if the cache refuses, stalls or cannot be reached, because that seldom passes within a build.</summary>
    private void LeaveAlone(CacheOperation operation, TransferException failure, bool isLastChance)
    {
        var isGone = failure.Kind is FailureKind.Unreachable or FailureKind.Stalled or FailureKind.Insecure;
        var isRefusal = failure.StatusCode is 401 or 403 or 405 or 501 or 507;
        if (!isGone && !isRefusal && !isLastChance)
        {
            return;
        }

        // A build that may not write may still read. After wrong contents it still writes, which replaces them.
        var isWrong = failure.Kind is FailureKind.ChecksumMismatch or FailureKind.LengthMismatch;
        _mayRead &= operation == CacheOperation.Write && !isGone;
        _mayWrite &= operation == CacheOperation.Read && isWrong;
    }
}
