using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Acquiring;

/// <summary>Gets contents out of the content store. They are hashed on the way: a damaged entry is as good as none.</summary>
internal sealed class StoreSource(FetchSession session)
{
    /// <param name="etag">The validator that storage has for them now, where it was asked.</param>
    /// <returns><see langword="null"/> where the store does not have them, whole.</returns>
    public async Task<AcquiredFile?> AcquireAsync(
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
}
