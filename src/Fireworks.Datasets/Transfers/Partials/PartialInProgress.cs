using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers.Ranges;

namespace Fireworks.Datasets.Transfers.Partials;

/// <summary>The partial file of a download, where it has one, and the pass over it that has begun: they begin and end together.</summary>
internal sealed class PartialInProgress(DownloadRequest request, DownloadOptions options, Completion completion, TimeProvider time)
{
    private EarlyPass? _early;

    public PartialFile? Current { get; private set; }

    /// <summary>Goes on with what an earlier run left, if it left anything.</summary>
    public PartialFile? TakeUp() => Current = PartialFile.TakeUp(request.PartialPath, options, time);

    public PartialFile Begin(Representation representation) =>
        Current = PartialFile.Begin(request.PartialPath, representation, request.IsPartialPrivate, options, time);

    /// <summary>Brings what is missing; hashed and copied meanwhile, where it is much.</summary>
    /// <returns>As <see cref="RangedTransfer.RunAsync"/>.</returns>
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

    /// <summary>Removes what is there.</summary>
    public async Task ForgetAsync()
    {
        await EndEarlyPassAsync().ConfigureAwait(false);
        Current?.Discard();
        Current = null;
    }

    /// <summary>Leaves what is there for the next run.</summary>
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
