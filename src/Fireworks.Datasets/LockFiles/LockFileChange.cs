namespace Fireworks.Datasets.LockFiles;

/// <summary>What a run learned of one dataset.</summary>
/// <param name="Names">Every name of the dataset, where the service was asked in this run; else <see langword="null"/>.</param>
/// <param name="Known">
/// Files whose contents are known as of this run: fetched, or confirmed to be unchanged. Those of other files are not, and after
/// an update the lock file must not claim otherwise.
/// </param>
/// <param name="Update">True to replace what the lock file says of this dataset; needs <paramref name="Names"/>.</param>
/// <param name="Before">The entry when this run began, to tell what other builds wrote since.</param>
internal sealed record LockFileChange(
    DatasetKey Dataset, IReadOnlyCollection<string>? Names, IReadOnlyDictionary<string, Content> Known, bool Update, LockedDataset? Before);

/// <summary>A line of the lock file that is other than it was. <see langword="null"/> stands for no digest, or no such file.</summary>
internal sealed record LockedFileDifference(DatasetKey Dataset, string Name, Content? Before, Content? After);

/// <param name="LockFile">As it is now.</param>
/// <param name="Changed">False where it already said all that.</param>
/// <param name="Differences">What this run changed, by dataset and file; names that came or went without a digest are not listed.</param>
internal sealed record MergedLockFile(LockFile LockFile, bool Changed, IReadOnlyList<LockedFileDifference> Differences);
