using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Removes what this package put into a datasets directory, and nothing else: the files that a state file lists and that are still as
/// they were placed, the state files and other records, and folders that are empty then. Of a build that was killed while it placed files,
/// it removes those that have the bytes that were to be placed.
/// </summary>
internal static class DatasetCleaner
{
    /// <returns>The number of dataset files removed.</returns>
    public static int Clean(string datasetsDirectory, CancellationToken cancellationToken)
    {
        var own = new DirectoryInfo(Path.Combine(datasetsDirectory, DatasetLocation.StateFolderName));
        if (!own.Exists || own.LinkTarget is not null)
        {
            return 0;
        }

        var removed = 0;
        foreach (var state in StateFiles(own.FullName))
        {
            cancellationToken.ThrowIfCancellationRequested();
            removed += CleanDataset(datasetsDirectory, state.FullName);
        }

        using (var below = new DirectoryGuard(datasetsDirectory))
        {
            RemoveRecords(own.FullName, below);
        }

        FileRemoval.DeleteIfEmpty(datasetsDirectory);
        return removed;
    }

    /// <summary>
    /// Removes what is named as a record of this package, and can be read as one. Where the user's home directory is the datasets directory,
    /// the same folder holds the keys of the Fireworks tools, and any file may be in it.
    /// </summary>
    private static void RemoveRecords(string own, DirectoryGuard below)
    {
        foreach (var state in StateFiles(own))
        {
            below.DeleteIf(state.FullName, _ => AtomicFile.TargetOf(state.FullName) != state.FullName || DatasetState.Read(state.FullName) is not null, end: own);
        }

        ScratchFolder.RemoveAbandoned(own, below);
        foreach (var lastBuild in FolderContents.Files(own).Where(file => AtomicFile.TargetOf(file.FullName).EndsWith(DatasetLocation.LastBuildExtension, StringComparison.Ordinal)))
        {
            below.DeleteIf(lastBuild.FullName, _ => true, end: own);
        }

        below.DeleteEmptyFolders(own, end: Path.GetDirectoryName(own)!);
    }

    /// <summary>Files that are named as state files, <c>state/&lt;account&gt;/&lt;dataset&gt;.json</c>, or as what a killed build leaves of one.</summary>
    private static IEnumerable<FileInfo> StateFiles(string own) => FolderContents.Folders(Path.Combine(own, DatasetLocation.StateFiles))
        .SelectMany(account => FolderContents.Files(account.FullName))
        .Where(file => AtomicFile.TargetOf(file.FullName).EndsWith(".json", StringComparison.Ordinal));

    private static int CleanDataset(string datasetsDirectory, string statePath)
    {
        if (DatasetState.Read(statePath) is not { } state)
        {
            return 0;
        }

        // The folder follows from the dataset's checked id, so even a forged state file cannot lead out of the datasets directory.
        var folder = DatasetLocation.Under(datasetsDirectory, state.Dataset).Folder;
        var removed = 0;
        using var below = new DirectoryGuard(datasetsDirectory);
        foreach (var (name, placed) in state.Files)
        {
            if (placed is not { IsOurs: true } || !SafeRelativePath.TryParse(name, out var safe, out _))
            {
                continue;
            }

            var path = safe.ToFullPath(folder);
            if (below.DeleteIf(path, file => InPlaceCheck.Find(file, placed, placed.IsPlaced ? null : placed.Content) is not null, end: datasetsDirectory))
            {
                removed++;
            }
            else
            {
                below.DeleteEmptyFolders(Path.GetDirectoryName(path)!, end: datasetsDirectory);
            }
        }

        return removed;
    }
}
