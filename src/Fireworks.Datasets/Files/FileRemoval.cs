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
