using Fireworks.Datasets.Api;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Downloads;
using Fireworks.Datasets.Integrity;
using Fireworks.Datasets.Planning;
using Fireworks.Datasets.Store;

namespace Fireworks.Datasets.Fetching;

/// <summary>
/// Gets the contents of one file into a scratch folder, verified: from the content store, from the remote cache, or from
/// storage, in this order.
/// </summary>
internal sealed class FileAcquirer(FetchSession session)
{
    /// <returns>The contents, or <see langword="null"/> where they are missing and the build is offline.</returns>
    /// <exception cref="DatasetException">FWDS3xxx, FWDS4001, 4004, 4005, 5003, 5004, and those of the service.</exception>
    public async Task<AcquiredFile?> AcquireAsync(DatasetAcquisition dataset, PlannedFile file, CancellationToken cancellationToken)
    {
        if (await FromStoreAsync(dataset, file, file.Expected?.Digest, null, cancellationToken).ConfigureAwait(false) is { } cached)
        {
            return cached;
        }

        if (session.Settings.Offline)
        {
            return null;
        }

        // Held while the contents come, so that builds side by side fetch them once. Without it, this build fetches for itself.
        using var remembered = await session.LockAsync(dataset.RemoteId(file.Name), dataset.Describe(file.Name), cancellationToken).ConfigureAwait(false);
        return await FromStoreAsync(dataset, file, remembered is null ? null : file.Expected?.Digest, null, cancellationToken).ConfigureAwait(false)
            ?? await FromRemoteCacheAsync(dataset, file, cancellationToken).ConfigureAwait(false)
            ?? await FromStorageAsync(dataset, file, remembered, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AcquiredFile?> FromStoreAsync(
        DatasetAcquisition dataset, PlannedFile file, Sha256Digest? digest, string? etag, CancellationToken cancellationToken)
    {
        if (digest is not { } wanted || session.Store?.OpenRead(wanted) is not { } contents)
        {
            return null;
        }

        await using var _ = contents.ConfigureAwait(false);
        var path = dataset.NextScratchPath();
        var (actual, length) = await Materialiser.CopyAsync(contents, path, cancellationToken).ConfigureAwait(false);
        if (actual == wanted)
        {
            return new(file, wanted, length, etag, path, ContentSource.Cache);
        }

        session.Log.Message(MessageLevel.Normal, $"The cache's copy of {dataset.Describe(file.Name)} is damaged; it is set aside and fetched again.");
        session.Store.SetAside(wanted);
        File.Delete(path);
        return null;
    }

    private async Task<AcquiredFile?> FromRemoteCacheAsync(DatasetAcquisition dataset, PlannedFile file, CancellationToken cancellationToken)
    {
        if (session.RemoteCache is not { } cache || file.Expected is not { } expected)
        {
            return null;
        }

        var path = dataset.NextScratchPath();
        if (!await cache.TryGetAsync(expected, path, session.Progress, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        if (session.Store is { } store)
        {
            await store.TryAddCopyAsync(path, expected.Digest, cancellationToken).ConfigureAwait(false);
        }

        return new(file, expected.Digest, expected.Length, null, path, ContentSource.RemoteCache);
    }

    private async Task<AcquiredFile?> FromStorageAsync(
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
            if (file.InPlace is { } inPlace && known?.Digest == inPlace.Digest)
            {
                return new(file, inPlace.Digest, inPlace.Length, known.ETag, null, ContentSource.InPlace);
            }

            if (await FromStoreAsync(dataset, file, known!.Digest, known.ETag, cancellationToken).ConfigureAwait(false) is { } cached)
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
        var validator = Validator.TryParse(known?.ETag, out var etag) ? etag : (Validator?)null;
        try
        {
            var partial = remembered?.PartialPath ?? dataset.NextScratchPath();
            var copy = session.Store is null ? null : dataset.NextScratchPath();
            var transfer = await DownloadAsync(partial, copy, validator).ConfigureAwait(false);
            if (transfer.Outcome is DownloadOutcome.Completed { Resumed: true } resumed && file.Expected is { } pinned && resumed.Digest != pinned.Digest)
            {
                // A partial of an earlier run may have been damaged since: only a whole transfer proves that the service has other bytes.
                File.Delete(partial);
                transfer = await DownloadAsync(partial, copy, null).ConfigureAwait(false);
            }

            return transfer;
        }
        catch (DatasetException failure) when (remembered is not null && failure.Diagnostic.Code is "FWDS5003" or "FWDS5004")
        {
            // A full or broken store costs the build nothing but the store: the file goes straight to where it belongs.
            session.Store!.GiveUp(failure.Diagnostic.Message);
            return await DownloadAsync(dataset.NextScratchPath(), null, validator).ConfigureAwait(false);
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

        if (file.InPlace is { ETag: { } etag } inPlace)
        {
            return new(etag, inPlace.Length, inPlace.Digest);
        }

        return remembered?.Seen is { } record && session.Store!.Contains(record.Digest) ? record : null;
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
        var published = session.Store?.TryPublish(partial, completed.Digest) == true;
        if (published && completed.Validator?.ToString() is { } etag)
        {
            remembered?.Remember(new(etag, completed.Length, completed.Digest));
        }
        else if (!published && copy is not null)
        {
            File.Delete(partial);
        }

        if (file.Expected is { } expected && expected.Digest != completed.Digest)
        {
            throw new DatasetException(Problem.ContentsChanged(
                dataset.Key, file.Name.Value, expected.Digest, expected.Length, completed.Digest, completed.Length));
        }

        if (session.RemoteCache is { } cache)
        {
            await cache.TryPutAsync(completed.Digest, completed.Length, copy ?? partial, cancellationToken).ConfigureAwait(false);
        }

        return new(file, completed.Digest, completed.Length, completed.Validator?.ToString(), copy ?? partial, ContentSource.Network);
    }

    /// <param name="Partial">Where the bytes are.</param>
    /// <param name="Copy">Where they are once more, for the user.</param>
    private sealed record Transfer(string Partial, string? Copy, DownloadOutcome Outcome);
}
