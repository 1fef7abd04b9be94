using Fireworks.Datasets.Files;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Removes what this package put into a datasets directory, and nothing else: files that the state knows and that are
/// still as they were placed, the state itself, and folders that are empty then.
/// </summary>
internal static class DatasetCleaner
{
    /// <summary><c>state/&lt;account&gt;/&lt;dataset&gt;.json</c>, and no link, which could lead out or in circles.</summary>
    private static readonly EnumerationOptions s_withoutLinks = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 1,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <returns>The number of dataset files removed.</returns>
    public static int Clean(string datasetsDirectory, CancellationToken cancellationToken)
    {
        var own = Path.Combine(datasetsDirectory, DatasetLocation.StateFolderName);
        var states = Path.Combine(own, "state");
        if (!Directory.Exists(own) || new DirectoryInfo(own).LinkTarget is not null)
        {
            return 0;
        }

        var removed = 0;
        if (Directory.Exists(states))
        {
            foreach (var path in Directory.EnumerateFiles(states, "*.json", s_withoutLinks))
            {
                cancellationToken.ThrowIfCancellationRequested();
                removed += CleanDataset(datasetsDirectory, path);
            }
        }

        Directory.Delete(own, recursive: true);
        RemoveIfEmpty(datasetsDirectory);
        return removed;
    }

    private static int CleanDataset(string datasetsDirectory, string statePath)
    {
        if (DatasetState.Read(statePath) is not { } state)
        {
            return 0;
        }

        // The state says whose it is: the same file, laid elsewhere, could not point at other folders.
        var folder = DatasetLocation.Under(datasetsDirectory, state.Dataset).Directory;
        var removed = 0;
        var below = new DirectoryGuard(datasetsDirectory);
        foreach (var (name, placed) in state.Files)
        {
            if (placed is null || !SafeRelativePath.TryParse(name, out var safe, out _))
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
                File.Delete(path);
                removed++;
            }

            RemoveEmptyFolders(Path.GetDirectoryName(path)!, datasetsDirectory);
        }

        return removed;
    }

    private static void RemoveEmptyFolders(string folder, string root)
    {
        while (folder.Length > root.TrimEnd(Path.DirectorySeparatorChar, '/').Length && RemoveIfEmpty(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }
    }

    private static bool RemoveIfEmpty(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return true;
        }

        if (Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return false;
        }

        Directory.Delete(folder);
        return true;
    }
}
