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

        RemoveRecords(own.FullName);
        FileRemoval.DeleteIfEmpty(datasetsDirectory);
        return removed;
    }

    /// <summary>Where the user's home directory is the datasets directory, the same folder holds the keys of the Fireworks tools.</summary>
    private static void RemoveRecords(string own)
    {
        foreach (var folder in FolderContents.Folders(own).Where(folder => folder.Name is DatasetLocation.StateFiles or DatasetLocation.ScratchFolders))
        {
            FileRemoval.DeleteFolder(folder.FullName);
        }

        foreach (var lastBuild in FolderContents.Files(own, $"*{DatasetLocation.LastBuildExtension}*"))
        {
            FileRemoval.Delete(lastBuild.FullName);
        }

        FileRemoval.DeleteIfEmpty(own);
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
        var below = new DirectoryGuard(datasetsDirectory);
        foreach (var (name, placed) in state.Files)
        {
            if (placed is not { IsOurs: true } || !SafeRelativePath.TryParse(name, out var safe, out _))
            {
                continue;
            }

            var path = safe.ToFullPath(folder);
            if (!below.IsBelow(Path.GetDirectoryName(path)!))
            {
                continue;
            }

            if (InPlaceCheck.Find(path, placed, expected: null) is not null)
            {
                FileRemoval.Delete(path);
                removed++;
            }

            FileRemoval.DeleteEmptyFolders(Path.GetDirectoryName(path)!, datasetsDirectory);
        }

        return removed;
    }
}
