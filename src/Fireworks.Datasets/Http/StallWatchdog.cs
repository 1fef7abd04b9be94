namespace Fireworks.Datasets.Http;

/// <summary>
/// Cancels a transfer on which nothing has arrived for too long. There is no total time limit: a slow transfer that
/// goes on is healthy.
/// </summary>
internal sealed class StallWatchdog : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _stalled;
    private readonly CancellationTokenSource _either;

    public StallWatchdog(TimeSpan timeout, TimeProvider time, CancellationToken caller)
    {
        _timeout = timeout;
        _caller = caller;
        _stalled = new CancellationTokenSource(timeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_stalled.Token, caller);
    }

    /// <summary>Cancelled by a stall or by the caller.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether it was the stall that cancelled, and not the caller.</summary>
    public bool HasStalled => _stalled.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>A byte arrived.</summary>
    public void Progressed() => _stalled.CancelAfter(_timeout);

    public TransferException Failure(string host) => new(
        FailureKind.Stalled, FormattableString.Invariant($"nothing arrived for {_timeout.TotalSeconds:0} s"), transient: true)
    {
        Host = host,
    };

    public void Dispose()
    {
        _either.Dispose();
        _stalled.Dispose();
    }
}
