namespace Fireworks.Datasets.Files;

/// <summary>Removes files and folders. A symbolic link is removed itself, and never what it points to.</summary>
internal static class FileRemoval
{
    /// <summary>Removes a file that may be missing.</summary>
    /// <exception cref="IOException">It cannot be removed; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void Delete(string path) => File.Delete(path);

    /// <summary>Removes a file where that is possible: one that stays costs space and nothing else.</summary>
    /// <param name="path"><see langword="null"/>: nothing is to be removed.</param>
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
            // The caller is cleaning up, and has something more important to tell.
        }
    }

    /// <summary>Removes a folder and all that is in it.</summary>
    /// <exception cref="IOException">It cannot be removed; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void DeleteFolder(string path) => Directory.Delete(path, recursive: true);

    /// <summary>Removes a folder and all that is in it, as far as that is possible.</summary>
    public static void TryDeleteFolder(string path)
    {
        try
        {
            DeleteFolder(path);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // What stays costs space and nothing else: the next build tries again.
        }
    }

    /// <summary>Removes a folder that has nothing but empty folders in it.</summary>
    /// <exception cref="IOException">There is a file or a symbolic link in it; also <see cref="UnauthorizedAccessException"/>.</exception>
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

    /// <returns>False where something is in it. A folder that is missing counts as removed.</returns>
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
