using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Acquiring;

/// <summary>Copies contents out of the content store. They are hashed while they are copied, and a damaged entry counts as missing.</summary>
internal sealed class StoreSource(FetchSession session)
{
    /// <param name="digest">The digest of the contents; <see langword="null"/> where it is not known.</param>
    /// <param name="validator">The validator that storage gave for them; <see langword="null"/> where none is known.</param>
    /// <returns>The file; <see langword="null"/> where the store does not have the contents undamaged.</returns>
    /// <exception cref="DatasetException">FWDS4001: the contents have the digest of the lock file, but not its length; FWDS5003, FWDS5004.</exception>
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
            return file.Expected is { } expected && expected != actual && dataset.Plan.Locked?[file.Name.Value] == expected
                ? throw new DatasetException(Problem.ContentsChanged(dataset.Key, file.Name.Value, expected, actual))
                : new(file, actual, validator, path, ContentSource.Cache);
        }

        session.Log.Message(MessageLevel.Normal, $"The cache's copy of {dataset.Describe(file.Name)} is damaged; it is set aside and fetched again.");
        session.Store.SetAside(wanted);
        FileRemoval.Delete(path);
        return null;
    }

    /// <summary>Whether the store has this content undamaged.</summary>
    public async Task<bool> HasAsync(Content content, CancellationToken cancellationToken)
    {
        using var contents = session.Store?.OpenRead(content.Digest);
        return contents is not null && await Sha256Digest.OfAsync(contents, cancellationToken).ConfigureAwait(false) == content.Digest;
    }
}
