using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Acquiring;

/// <summary>Gets contents out of the content store. They are hashed on the way: a damaged entry is as good as none.</summary>
internal sealed class StoreSource(FetchSession session)
{
    /// <param name="validator">What storage calls them now, where it was asked.</param>
    /// <returns><see langword="null"/> where the store does not have them, whole.</returns>
    public async Task<AcquiredFile?> AcquireAsync(
        DatasetAcquisition dataset, PlannedFile file, Sha256Digest? digest, Validator? validator, CancellationToken cancellationToken)
    {
        if (digest is not { } wanted || session.Store?.OpenRead(wanted) is not { } contents)
        {
            return null;
        }

        await using var _ = contents.ConfigureAwait(false);
        var path = dataset.NextScratchPath();
        var actual = await Materialiser.CopyAsync(contents, path, cancellationToken).ConfigureAwait(false);
        if (actual?.Digest == wanted)
        {
            return new(file, actual, validator, path, ContentSource.Cache);
        }

        session.Log.Message(MessageLevel.Normal, $"The cache's copy of {dataset.Describe(file.Name)} is damaged; it is set aside and fetched again.");
        session.Store.SetAside(wanted);
        FileRemoval.Delete(path);
        return null;
    }

    /// <summary>Whether the store has this content, whole.</summary>
    public async Task<bool> HasAsync(Content content, CancellationToken cancellationToken)
    {
        using var contents = session.Store?.OpenRead(content.Digest);
        return contents is not null && await Sha256Digest.OfAsync(contents, cancellationToken).ConfigureAwait(false) == content.Digest;
    }
}
