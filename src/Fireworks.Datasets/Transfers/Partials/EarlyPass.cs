using System.Diagnostics.CodeAnalysis;

namespace Fireworks.Datasets.Transfers.Partials;

/// <summary>
/// Hashes and copies a large file while it still arrives, so that little is left to do after the last byte. It reads as far
/// as bytes have arrived without a gap. It runs on across attempts, and ends with the partial file.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A CancellationTokenSource without a timer or wait handle has nothing to release.")]
internal sealed class EarlyPass
{
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _failed = new();
    private readonly Task<HashedContent> _pass;

    public EarlyPass(PartialFile partial, string? copyPath)
    {
        _pass = Task.Run(() => PartialPass.RunAsync(partial, copyPath, _end.Token));
        // The pass can fail while bytes arrive, for example because the disk of the copy is full. Then the transfer must stop.
        _ = _pass.ContinueWith(_ => _failed.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>Is cancelled when the pass has failed.</summary>
    public CancellationToken Failed => _failed.Token;

    /// <summary>Waits for the pass. Returns the hashes of the whole file, or throws what made the pass fail.</summary>
    public async Task<HashedContent> ResultAsync(CancellationToken cancellationToken)
    {
        using var end = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _end);
        return await _pass.ConfigureAwait(false);
    }

    /// <summary>Cancels the pass and waits until it has closed the copy. It does not throw if the pass failed.</summary>
    public async Task AbandonAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _pass.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        _ = _pass.Exception;
    }
}
