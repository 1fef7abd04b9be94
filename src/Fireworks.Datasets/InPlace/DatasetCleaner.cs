using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Removes what this package put into a datasets directory, and nothing else: the files that a state file lists and that are still as
/// they were placed, the state files and other records, and folders that are empty then.
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
        // state/<account>/<dataset>.json
        foreach (var state in FolderContents.Folders(Path.Combine(own.FullName, DatasetLocation.StateFiles)).SelectMany(account => FolderContents.Files(account.FullName, "*.json")))
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

    /// <summary>Where the user's home directory is the datasets directory, the same folder holds the keys of the Fireworks tools.</summary>
    private static void RemoveRecords(string own, DirectoryGuard below)
    {
        foreach (var folder in FolderContents.Folders(own).Where(folder => folder.Name is DatasetLocation.StateFiles or DatasetLocation.ScratchFolders))
        {
            below.DeleteFolder(folder.FullName, withFiles: true);
        }

        foreach (var lastBuild in FolderContents.Files(own, $"*{DatasetLocation.LastBuildExtension}*"))
        {
            below.DeleteIf(lastBuild.FullName, _ => true, end: own);
        }

        below.DeleteEmptyFolders(own, end: Path.GetDirectoryName(own)!);
    }

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
            if (below.DeleteIf(path, file => InPlaceCheck.Find(file, placed, expected: null) is not null, end: datasetsDirectory))
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
