namespace Fireworks.Datasets.Http;

/// <summary>
/// Cancels a transfer when no byte has arrived for too long. There is no limit on the total time, because a slow transfer
/// that still makes progress is healthy.
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

    /// <summary>The token that a stall or the caller cancels.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether a stall, and not the caller, cancelled the transfer.</summary>
    public bool HasStalled => _stalled.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Restarts the timeout, because a byte arrived.</summary>
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
