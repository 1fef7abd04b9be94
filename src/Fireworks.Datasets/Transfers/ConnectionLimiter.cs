using System.Diagnostics.CodeAnalysis;

namespace Fireworks.Datasets.Transfers;

/// <summary>
/// Limits the connections of all downloads of a run: each open connection holds one permit. Every file waits for its first
/// permit. A large file borrows further permits only while no other file waits, so that it does not delay small files.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore has nothing to release as long as its wait handle is not used.")]
internal sealed class ConnectionLimiter(int connections)
{
    private readonly SemaphoreSlim _free = new(connections, connections);
    private int _waiting;

    public bool HasWaiters => Volatile.Read(ref _waiting) > 0;

    public async ValueTask<Permit> AcquireAsync(CancellationToken cancellationToken)
    {
        if (!_free.Wait(0, cancellationToken))
        {
            Interlocked.Increment(ref _waiting);
            try
            {
                await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }

        return new Permit(_free);
    }

    /// <summary>Takes a permit without waiting; <see langword="null"/> if none is free or a file waits for one.</summary>
    public Permit? TryBorrow() => !HasWaiters && _free.Wait(0) ? new Permit(_free) : null;

    /// <summary>The right to have one connection open, until disposed.</summary>
    internal sealed class Permit(SemaphoreSlim free) : IDisposable
    {
        private int _returned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _returned, 1) == 0)
            {
                free.Release();
            }
        }
    }
}
