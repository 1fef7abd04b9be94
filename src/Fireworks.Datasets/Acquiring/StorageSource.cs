using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Service;
using Fireworks.Datasets.Transfers;

namespace Fireworks.Datasets.Acquiring;

/// <summary>
/// Gets contents from where the service keeps them, unless storage says that they are those that we have; and leaves them in
/// the content store and the remote cache for others.
/// </summary>
internal sealed class StorageSource(FetchSession session)
{
    private readonly StoreSource _store = new(session);

    /// <param name="remembered">The lock on the file, which knows what was last seen of it; <see langword="null"/>: this build fetches for itself.</param>
    /// <exception cref="DatasetException">FWDS3xxx, FWDS4001, 4004, 4005, 5003, 5004, and those of the service.</exception>
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

            if (await _store.AcquireAsync(dataset, file, known!.Content.Digest, known.Validator, cancellationToken).ConfigureAwait(false) is { } cached)
            {
                return cached;
            }

            // The store's copy was damaged: once more, and now without a condition.
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
            if (transfer.Outcome is DownloadOutcome.Completed { Resumed: true } resumed && file.Expected is { } pinned && resumed.Content.Digest != pinned.Digest)
            {
                // A partial of an earlier run may have been damaged since: only a whole transfer proves that the service has other bytes.
                FileRemoval.Delete(partial);
                transfer = await DownloadAsync(partial, copy, null).ConfigureAwait(false);
            }

            return transfer;
        }
        catch (DatasetException failure) when (remembered is not null && failure.Diagnostic.Kind == ProblemKind.FileSystem)
        {
            // A full or broken store costs the build nothing but the store: the file goes straight to where it belongs. Where that
            // fails too, it was not the store.
            var direct = await DownloadAsync(dataset.NextScratchPath(), null, validator).ConfigureAwait(false);
            session.Store!.GiveUp(failure.Diagnostic.Message);
            return direct;
        }

        async Task<Transfer> DownloadAsync(string partial, string? copy, Validator? condition) => new(partial, copy, await session.Downloader
            .DownloadAsync(new(new(dataset.Key, file.Name.Value), urls, partial, copy, condition, session.Progress), cancellationToken)
            .ConfigureAwait(false));
    }

    /// <summary>The contents that we have and need not fetch if the service still has the same.</summary>
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
        // Published under the digest that it has, wanted or not: an update will find it there.
        var published = session.Store?.TryPublish(partial, completed.Content) == true;
        if (published)
        {
            remembered?.Remember(new(completed.Content, completed.Validator));
        }
        else if (copy is not null)
        {
            FileRemoval.Delete(partial);
        }

        if (file.Expected is { } expected && expected.Digest != completed.Content.Digest)
        {
            throw new DatasetException(Problem.ContentsChanged(dataset.Key, file.Name.Value, expected, completed.Content));
        }

        if (session.RemoteCache is { } cache)
        {
            await cache.TryPutAsync(completed.Content, copy ?? partial, cancellationToken).ConfigureAwait(false);
        }

        // Storage without validators sends the same again and again: what is in place stays, and nobody compiles for it.
        var scratch = file.InPlace?.Content.Digest == completed.Content.Digest ? null : copy ?? partial;
        return new(file, completed.Content, completed.Validator, scratch, ContentSource.Network);
    }

    /// <param name="Partial">Where the bytes are.</param>
    /// <param name="Copy">Where they are once more, for the user.</param>
    private sealed record Transfer(string Partial, string? Copy, DownloadOutcome Outcome);
}
