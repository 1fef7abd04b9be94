using Fireworks.Datasets.Cache;
using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Acquiring;

/// <summary>
/// Gets the contents of one file into a scratch folder, verified: from the content store, from the remote cache, or from
/// storage, in this order.
/// </summary>
internal sealed class FileAcquirer(FetchSession session)
{
    private readonly StoreSource _store = new(session);
    private readonly StorageSource _storage = new(session);

    /// <returns>The contents, or <see langword="null"/> where they are missing and the build is offline.</returns>
    /// <exception cref="DatasetException">FWDS3xxx, FWDS4001, 4004, 4005, 5003, 5004, and those of the service.</exception>
    public async Task<AcquiredFile?> AcquireAsync(DatasetAcquisition dataset, PlannedFile file, CancellationToken cancellationToken)
    {
        if (await _store.AcquireAsync(dataset, file, file.Expected?.Digest, null, cancellationToken).ConfigureAwait(false) is { } cached)
        {
            return cached;
        }

        if (session.Settings.Offline)
        {
            return null;
        }

        // Held while the contents come, so that builds side by side fetch them once. Without it, this build fetches for itself.
        using var remembered = await session.LockAsync(dataset.RemoteId(file.Name), dataset.Describe(file.Name), cancellationToken).ConfigureAwait(false);
        return await FromHolderAsync(dataset, file, remembered, cancellationToken).ConfigureAwait(false)
            ?? await FromRemoteCacheAsync(dataset, file, cancellationToken).ConfigureAwait(false)
            ?? await _storage.AcquireAsync(dataset, file, remembered, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the build that had the lock may have brought. An update goes on to ask: the other may have asked before.</summary>
    private Task<AcquiredFile?> FromHolderAsync(
        DatasetAcquisition dataset, PlannedFile file, RemoteFileLock? remembered, CancellationToken cancellationToken)
    {
        if (file.Expected is { } expected)
        {
            return _store.AcquireAsync(dataset, file, remembered is null ? null : expected.Digest, null, cancellationToken);
        }

        var asksAnew = dataset.Plan.Floating || session.Settings.Update.Includes(dataset.Key);
        var brought = asksAnew ? null : remembered?.BroughtMeanwhile;
        return _store.AcquireAsync(dataset, file, brought?.Content.Digest, brought?.Validator, cancellationToken);
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

        return new(file, expected, Validator: null, path, ContentSource.RemoteCache);
    }
}
