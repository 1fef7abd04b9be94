using Fireworks.Datasets.Cache;
using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Acquiring;

/// <summary>
/// Gets the verified contents of one file into the scratch folder. It tries the content store, the remote cache and storage, in this
/// order.
/// </summary>
internal sealed class FileAcquirer(FetchSession session)
{
    private readonly StoreSource _store = new(session);
    private readonly StorageSource _storage = new(session);

    /// <returns>The contents; <see langword="null"/> where they are missing and the build is offline.</returns>
    /// <exception cref="DatasetException">
    /// FWDS1001, FWDS1005, FWDS2001 to FWDS2007, FWDS3001 to FWDS3005, FWDS4001, FWDS4004, FWDS4005, FWDS5003, FWDS5004.
    /// </exception>
    public async Task<AcquiredFile?> AcquireAsync(DatasetAcquisition dataset, PlannedFile file, CancellationToken cancellationToken)
    {
        if (await _store.AcquireAsync(dataset, file, file.Expected, null, cancellationToken).ConfigureAwait(false) is { } cached)
        {
            return cached;
        }

        if (session.Settings.Offline)
        {
            return null;
        }

        // The lock is held while the contents arrive, so that simultaneous builds fetch them once. Without it, this build goes on alone.
        using var remembered = await session.LockAsync(dataset.RemoteId(file.Name), dataset.Describe(file.Name), cancellationToken).ConfigureAwait(false);
        return await FromHolderAsync(dataset, file, remembered, cancellationToken).ConfigureAwait(false)
            ?? await FromRemoteCacheAsync(dataset, file, cancellationToken).ConfigureAwait(false)
            ?? await _storage.AcquireAsync(dataset, file, remembered, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes from the store what another build fetched while this one waited for the lock, except for an update or a floating dataset:
    /// the other build may have asked storage before this one was started.
    /// </summary>
    private Task<AcquiredFile?> FromHolderAsync(
        DatasetAcquisition dataset, PlannedFile file, RemoteFileLock? remembered, CancellationToken cancellationToken)
    {
        if (file.Expected is { } expected)
        {
            return _store.AcquireAsync(dataset, file, remembered is null ? null : expected, null, cancellationToken);
        }

        var asksAnew = dataset.Plan.Floating || session.Settings.Update.Includes(dataset.Key);
        var brought = asksAnew ? null : remembered?.BroughtMeanwhile;
        return _store.AcquireAsync(dataset, file, brought?.Content, brought?.Validator, cancellationToken);
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
