using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Service;
using Fireworks.Datasets.Transfers;

namespace Fireworks.Datasets.Acquiring;

/// <summary>
/// Downloads contents from storage, unless storage says that this machine already has them. It also puts them into the content store
/// and the remote cache, for other builds.
/// </summary>
internal sealed class StorageSource(FetchSession session)
{
    private readonly StoreSource _store = new(session);

    /// <param name="remembered">The lock of the file, with the record of what was last seen of it; <see langword="null"/> for none.</param>
    /// <inheritdoc cref="FileAcquirer.AcquireAsync" path="/exception"/>
    public async Task<AcquiredFile> AcquireAsync(
        DatasetAcquisition dataset, PlannedFile file, RemoteFileLock? remembered, CancellationToken cancellationToken)
    {
        var urls = await dataset.GetUrlsAsync(cancellationToken).ConfigureAwait(false);
        if (!urls.Lists(file.Name.Value))
        {
            throw new DatasetException(Problem.PinnedFileGone(dataset.Key, file.Name.Value));
        }

        var known = Known(file, remembered);
        var transfer = await TransferAsync(dataset, file, urls, remembered, known, cancellationToken).ConfigureAwait(false);
        if (transfer.Outcome is DownloadOutcome.NotModified)
        {
            if (file.InPlace is { } inPlace && known?.Content.Digest == inPlace.Content.Digest)
            {
                return new(file, inPlace.Content, known.Validator, ScratchPath: null, ContentSource.InPlace);
            }

            if (await _store.AcquireAsync(dataset, file, known!.Content, known.Validator, cancellationToken).ConfigureAwait(false) is { } cached)
            {
                return cached;
            }

            // The store's copy was damaged, so the file is downloaded after all, now without a condition.
            transfer = await TransferAsync(dataset, file, urls, remembered, null, cancellationToken).ConfigureAwait(false);
        }

        return await FinishAsync(dataset, file, remembered, transfer, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Transfer> TransferAsync(
        DatasetAcquisition dataset, PlannedFile file, SignedUrls urls, RemoteFileLock? remembered, RemoteRecord? known, CancellationToken cancellationToken)
    {
        var validator = known?.Validator;
        try
        {
            var partial = remembered?.PartialPath ?? dataset.NextScratchPath();
            var copy = session.Store is null ? null : dataset.NextScratchPath();
            var transfer = await DownloadAsync(partial, copy, validator).ConfigureAwait(false);
            if (transfer.Outcome is DownloadOutcome.Completed { Resumed: true } resumed && file.Expected is { } pinned && resumed.Content != pinned)
            {
                // The partial file of an earlier run may be damaged. Only a whole download proves that the service has other bytes.
                FileRemoval.Delete(partial);
                transfer = await DownloadAsync(partial, copy, null).ConfigureAwait(false);
            }

            return transfer;
        }
        catch (DatasetException failure) when (remembered is not null && failure.Diagnostic.Kind == ProblemKind.FileSystem)
        {
            // A full or broken content store must not fail the build, so the file is downloaded without it. If that fails too, the
            // store was not the cause, and it stays in use.
            var direct = await DownloadAsync(dataset.NextScratchPath(), null, validator).ConfigureAwait(false);
            session.Store!.GiveUp(failure.Diagnostic.Message);
            return direct;
        }

        async Task<Transfer> DownloadAsync(string partial, string? copy, Validator? condition) => new(partial, copy, await session.Downloader
            .DownloadAsync(new(new(dataset.Key, file.Name.Value), urls, partial, copy, file.Expected, condition, session.Progress), cancellationToken)
            .ConfigureAwait(false));
    }

    /// <summary>The contents that this machine has, and that need not be downloaded if storage still has the same.</summary>
    private RemoteRecord? Known(PlannedFile file, RemoteFileLock? remembered)
    {
        if (file.Expected is not null)
        {
            return null;
        }

        if (file.InPlace is { Validator: { } validator } inPlace)
        {
            return new(inPlace.Content, validator);
        }

        return remembered?.Seen is { } record && session.Store!.Contains(record.Content.Digest) ? record : null;
    }

    private async Task<AcquiredFile> FinishAsync(
        DatasetAcquisition dataset,
        PlannedFile file,
        RemoteFileLock? remembered,
        Transfer transfer,
        CancellationToken cancellationToken)
    {
        var (partial, copy, outcome) = transfer;
        var completed = (DownloadOutcome.Completed)outcome;
        if (file.Expected is { } expected && expected != completed.Content)
        {
            // What the build refuses leaves nothing behind. An update, which may want these contents, downloads them again.
            FileRemoval.TryDelete(partial);
            FileRemoval.TryDelete(copy);
            throw new DatasetException(Problem.ContentsChanged(dataset.Key, file.Name.Value, expected, completed.Content));
        }

        var published = session.Store?.TryPublish(partial, completed.Content) == true;
        if (published)
        {
            remembered?.Remember(new(completed.Content, completed.Validator));
        }
        else if (copy is not null)
        {
            FileRemoval.Delete(partial);
        }

        if (session.RemoteCache is { } cache)
        {
            await cache.TryPutAsync(completed.Content, copy ?? partial, cancellationToken).ConfigureAwait(false);
        }

        // Storage without validators sends unchanged bytes again. The file in place then stays as it is, so that nothing is compiled again.
        var scratch = file.InPlace?.Content.Digest == completed.Content.Digest ? null : copy ?? partial;
        return new(file, completed.Content, completed.Validator, scratch, ContentSource.Network);
    }

    /// <param name="Partial">The path of the downloaded file, which the content store may take over.</param>
    /// <param name="Copy">The path of a second copy, which goes into place; <see langword="null"/> where there is none.</param>
    private sealed record Transfer(string Partial, string? Copy, DownloadOutcome Outcome);
}
