namespace Fireworks.Datasets.LockFiles;

/// <summary>What a run has learned about one dataset.</summary>
/// <param name="Names">All file names of the dataset if the service was asked in this run; else <see langword="null"/>.</param>
/// <param name="Known">
/// The files that this run fetched, or confirmed to be unchanged. Other files may have changed, so an update removes the digests
/// that they had before this run.
/// </param>
/// <param name="Update">True to replace the dataset's entry in the lock file; requires <paramref name="Names"/>.</param>
/// <param name="Before">The entry when this run began, to tell what other builds have written since.</param>
internal sealed record LockFileChange(
    DatasetKey Dataset, IReadOnlyCollection<string>? Names, IReadOnlyDictionary<string, Content> Known, bool Update, LockedDataset? Before);

/// <summary>A file whose entry in the lock file has changed. <see langword="null"/> means no digest, or no such file.</summary>
internal sealed record LockedFileDifference(DatasetKey Dataset, string Name, Content? Before, Content? After);

/// <param name="LockFile">The lock file after the merge.</param>
/// <param name="Changed">False if it already contained everything.</param>
/// <param name="Differences">What this run changed, by dataset and file. Names that came or went without a digest are left out.</param>
internal sealed record MergedLockFile(LockFile LockFile, bool Changed, IReadOnlyList<LockedFileDifference> Differences);
