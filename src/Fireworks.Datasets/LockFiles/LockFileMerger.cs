namespace Fireworks.Datasets.LockFiles;

/// <summary>
/// Merges what a run has learned into the lock file as it is <em>now</em>, because projects that share one may be built at the
/// same time, and no build may lose the entries of another.
/// </summary>
/// <param name="lockDirectories">See <see cref="LockDirectories"/>.</param>
internal sealed class LockFileMerger(string path, IReadOnlyList<string> lockDirectories, TimeProvider time)
{
    /// <summary>A temporary file beside the lock file that is older was left by a killed build, and is removed.</summary>
    private static readonly TimeSpan s_leftover = TimeSpan.FromHours(1);

    private const int Attempts = 5;

    /// <summary>Does not write the file if nothing changes.</summary>
    /// <exception cref="Diagnostics.DatasetException">
    /// FWDS4001: a file is pinned to another content; FWDS4003, FWDS5004: the lock file cannot be read; FWDS5003, FWDS5004: it cannot
    /// be written.
    /// </exception>
    public async Task<MergedLockFile> MergeAsync(IReadOnlyList<LockFileChange> changes, CancellationToken cancellationToken)
    {
        using var turn = await LockFileTurn.WaitAsync(path, lockDirectories, time, cancellationToken).ConfigureAwait(false);
        var merged = Merge(changes);

        // Without the lock, another build may have replaced the file since it was read, so it is merged again. The first result has the
        // differences.
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

        RemoveLeftovers(LockFileTarget.Of(path));
        return merged with { LockFile = merged.LockFile.Write(path) };
    }

    private void RemoveLeftovers(string target)
    {
        try
        {
            var before = time.GetUtcNow().UtcDateTime - s_leftover;
            foreach (var file in FolderContents.Files(Path.GetDirectoryName(target)!, $"{Path.GetFileName(target)}.*")
                .Where(file => AtomicFile.IsTemporaryOf(target, file.FullName) && WriteTime.Of(file) < before))
            {
                FileRemoval.Delete(file.FullName);
            }
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // The next build that writes the lock file tries again.
        }
    }
}
