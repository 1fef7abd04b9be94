namespace Fireworks.Datasets.LockFiles;

/// <summary>
/// Brings what a run learned into the lock file as it is <em>now</em>: several projects that share one may be built at the same
/// moment, and none loses another's entry.
/// </summary>
/// <param name="lockDirectories">Where builds exclude each other: see <see cref="LockDirectories"/>.</param>
internal sealed class LockFileMerger(string path, IReadOnlyList<string> lockDirectories, TimeProvider time)
{
    /// <summary>What a killed build left beside the lock file is removed when it is surely nobody's any more.</summary>
    private static readonly TimeSpan s_leftover = TimeSpan.FromHours(1);

    private const int Attempts = 5;

    /// <summary>Leaves the file untouched where nothing changes.</summary>
    /// <exception cref="Diagnostics.DatasetException">
    /// FWDS4001: pinned to other contents; FWDS4003, FWDS5004: it cannot be read, and is left as it is; FWDS5003, FWDS5004.
    /// </exception>
    public async Task<MergedLockFile> MergeAsync(IReadOnlyList<LockFileChange> changes, CancellationToken cancellationToken)
    {
        using var turn = await LockFileTurn.WaitAsync(path, lockDirectories, time, cancellationToken).ConfigureAwait(false);
        var merged = Merge(changes);

        // Without the lock another may have replaced the file since we read it: look again. (The first result says what changed.)
        for (var attempt = 1; !turn.IsExclusive && attempt < Attempts && Merge(changes).Changed; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return merged;
    }

    private MergedLockFile Merge(IReadOnlyList<LockFileChange> changes)
    {
        var merged = LockFileMerge.Apply(LockFile.Read(path), changes);
        if (!merged.Changed)
        {
            return merged;
        }

        RemoveLeftovers();
        return merged with { LockFile = merged.LockFile.Write(path) };
    }

    private void RemoveLeftovers()
    {
        try
        {
            var before = time.GetUtcNow().UtcDateTime - s_leftover;
            foreach (var file in FolderContents.Files(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.*")
                .Where(file => AtomicFile.IsTemporaryOf(path, file.FullName) && file.LastWriteTimeUtc < before))
            {
                FileRemoval.Delete(file.FullName);
            }
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // Next time.
        }
    }
}
