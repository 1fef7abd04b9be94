using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Acquiring;

/// <summary>Copies contents out of the content store. They are hashed while they are copied, and a damaged entry counts as missing.</summary>
internal sealed class StoreSource(FetchSession session)
{
    private readonly HashAllowance _allowance = new();

    /// <param name="content">The contents; <see langword="null"/> where they are not known.</param>
    /// <param name="validator">The validator that storage gave for them; <see langword="null"/> where none is known.</param>
    /// <returns>The file; <see langword="null"/> where the store does not have the contents undamaged.</returns>
    /// <exception cref="DatasetException">FWDS4001: the contents have the digest of the lock file, but not its length; FWDS5003, FWDS5004.</exception>
    public async Task<AcquiredFile?> AcquireAsync(
        DatasetAcquisition dataset, PlannedFile file, Content? content, Validator? validator, CancellationToken cancellationToken)
    {
        if (content is null || session.Store?.OpenRead(content.Digest) is not { } contents)
        {
            return null;
        }

        await using var _ = contents.ConfigureAwait(false);
        if (contents.Length != content.Length)
        {
            await RefuseLockedLengthAsync(dataset, file, content, contents, cancellationToken).ConfigureAwait(false);
            // The store's entry is damaged. What is fetched next replaces it.
            session.Log.Message(MessageLevel.Normal,
                $"The cache's copy of {dataset.Describe(file.Name)} has {contents.Length} bytes instead of {content.Length}; it is not used.");
            return null;
        }

        var path = dataset.NextScratchPath();
        var actual = await Materialiser.CopyAsync(contents, path, isPrivate: false, cancellationToken).ConfigureAwait(false);
        if (actual == content)
        {
            return new(file, content, validator, path, ContentSource.Cache);
        }

        session.Log.Message(MessageLevel.Normal, $"The cache's copy of {dataset.Describe(file.Name)} is damaged; it is set aside and fetched again.");
        session.Store.SetAside(content.Digest);
        FileRemoval.Delete(path);
        return null;
    }

    /// <summary>Fails where the lock file is the reason for another length: where the contents have the digest that it says.</summary>
    private async Task RefuseLockedLengthAsync(
        DatasetAcquisition dataset, PlannedFile file, Content content, FileStream contents, CancellationToken cancellationToken)
    {
        if (dataset.Plan.Locked?[file.Name.Value] == content && file.Expected == content && _allowance.TryTake(contents.Length)
            && await Sha256Digest.OfAsync(contents, cancellationToken).ConfigureAwait(false) == content.Digest)
        {
            throw new DatasetException(Problem.ContentsChanged(dataset.Key, file.Name.Value, content, new(contents.Length, content.Digest)));
        }
    }

    /// <summary>Whether the store has this content undamaged.</summary>
    public async Task<bool> HasAsync(Content content, CancellationToken cancellationToken)
    {
        using var contents = session.Store?.OpenRead(content.Digest);
        return contents is not null && contents.Length == content.Length && await Sha256Digest.OfAsync(contents, cancellationToken).ConfigureAwait(false) == content.Digest;
    }
}
