using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers.Ranges;

namespace Fireworks.Datasets.Transfers.Partials;

/// <summary>The partial file of a download, if it has one, and the early pass over it, which must not outlive it.</summary>
internal sealed class PartialInProgress(DownloadRequest request, DownloadOptions options, Completion completion, TimeProvider time)
{
    private EarlyPass? _early;

    public PartialFile? Current { get; private set; }

    /// <summary>Opens the partial file that an earlier run left; <see langword="null"/> if there is none that can be continued.</summary>
    /// <remarks>One of other contents than pinned is deleted. It tells nothing of what storage has now.</remarks>
    public PartialFile? TakeUp()
    {
        Current = PartialFile.TakeUp(request.PartialPath, options, time);
        if (Current is { } partial && !request.Bounds.Allow(partial.Representation))
        {
            Current = null;
            partial.Discard();
        }

        return Current;
    }

    public PartialFile Begin(Representation representation) =>
        Current = PartialFile.Begin(request.PartialPath, representation, request.IsPartialPrivate, options, time);

    /// <summary>Fetches the missing bytes. A large file is hashed and copied meanwhile, unless it must be decoded.</summary>
    /// <returns>The result of <see cref="RangedTransfer.RunAsync"/>.</returns>
    public async Task<bool> FetchAsync(RangedTransfer transfer, WatchedAnswer? first, CancellationTokenSource stop)
    {
        if (Current!.Representation is { IsGzip: false } representation && representation.Length >= options.RangeThreshold)
        {
            _early ??= new EarlyPass(Current, request.CopyPath);
        }

        using var _ = _early?.Failed.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), stop);
        try
        {
            return await transfer.RunAsync(first).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_early is { Failed.IsCancellationRequested: true })
        {
            await _early.ResultAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    public async Task<DownloadOutcome.Completed> CompleteAsync(CancellationToken cancellationToken)
    {
        var outcome = await completion.CompleteAsync(Current!, _early, cancellationToken).ConfigureAwait(false);
        (Current, _early) = (null, null);
        return outcome;
    }

    /// <summary>Ends the early pass, and deletes the partial file.</summary>
    public async Task ForgetAsync()
    {
        await EndEarlyPassAsync().ConfigureAwait(false);
        Current?.Discard();
        Current = null;
    }

    /// <summary>Ends the early pass, and leaves the partial file for the next run if that can continue it.</summary>
    public async Task KeepAsync()
    {
        await EndEarlyPassAsync().ConfigureAwait(false);
        Current?.Keep();
        Current = null;
    }

    private async Task EndEarlyPassAsync()
    {
        if (_early is { } early)
        {
            _early = null;
            await early.AbandonAsync().ConfigureAwait(false);
            FileRemoval.TryDelete(request.CopyPath);
        }
    }
}
