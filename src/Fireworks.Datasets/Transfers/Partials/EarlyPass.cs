using System.Diagnostics.CodeAnalysis;

namespace Fireworks.Datasets.Transfers.Partials;

/// <summary>
/// The final pass over a large file, begun while it arrives: what is there without a gap is hashed and copied at once, so
/// that little is left to do after the last byte. It outlives attempts, and ends with the partial file.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Sources of cancellation without timer or wait handle have nothing to release.")]
internal sealed class EarlyPass
{
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _failed = new();
    private readonly Task<HashedContent> _pass;

    public EarlyPass(PartialFile partial, string? copyPath)
    {
        _pass = Task.Run(() => PartialPass.RunAsync(partial, copyPath, _end.Token));
        // For the transfer, which would otherwise go on for nothing: the disk of the copy may be full.
        _ = _pass.ContinueWith(_ => _failed.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>Cancelled when the pass has failed.</summary>
    public CancellationToken Failed => _failed.Token;

    /// <summary>The hashes of the whole file, or how the pass failed.</summary>
    public async Task<HashedContent> ResultAsync(CancellationToken cancellationToken)
    {
        using var end = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _end);
        return await _pass.ConfigureAwait(false);
    }

    /// <summary>Ends it, whatever it has done; afterwards no file of it is open.</summary>
    public async Task AbandonAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _pass.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        _ = _pass.Exception;
    }
}
