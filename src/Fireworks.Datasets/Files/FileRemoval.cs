namespace Fireworks.Datasets.Files;

/// <summary>Removes files and folders. Of a symbolic link, only the link is removed, and never its target.</summary>
internal static class FileRemoval
{
    /// <summary>Removes a file, which may be missing.</summary>
    /// <exception cref="IOException">It cannot be removed; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void Delete(string path) => File.Delete(path);

    /// <summary>Tries to remove a file. If it stays, it only takes space.</summary>
    /// <param name="path">If <see langword="null"/>, nothing is removed.</param>
    public static void TryDelete(string? path)
    {
        try
        {
            if (path is not null)
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // The caller is cleaning up, and has something more important to report.
        }
    }

    /// <summary>Removes a folder with its contents.</summary>
    /// <exception cref="IOException">It cannot be removed; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void DeleteFolder(string path) => Directory.Delete(path, recursive: true);

    /// <summary>Tries to remove a folder with its contents.</summary>
    public static void TryDeleteFolder(string path)
    {
        try
        {
            DeleteFolder(path);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // Files that stay only take space, and the next build tries again.
        }
    }

    /// <summary>Removes a folder that contains no files, with the folders below it.</summary>
    /// <exception cref="IOException">It contains a file or a symbolic link; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void DeleteFolderWithoutFiles(string path)
    {
        foreach (var folder in FolderContents.Folders(path))
        {
            DeleteFolderWithoutFiles(folder.FullName);
        }

        Directory.Delete(path);
    }

    /// <summary>Removes a folder and those above it while they are empty, up to a root, which stays.</summary>
    /// <exception cref="IOException">One of them cannot be removed; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void DeleteEmptyFolders(string folder, string root)
    {
        var end = Path.TrimEndingDirectorySeparator(root).Length;
        while (folder.Length > end && DeleteIfEmpty(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }
    }

    /// <returns>False if the folder is not empty. A missing folder counts as removed.</returns>
    public static bool DeleteIfEmpty(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return true;
        }

        if (!FolderContents.IsEmpty(folder))
        {
            return false;
        }

        Directory.Delete(folder);
        return true;
    }
}
