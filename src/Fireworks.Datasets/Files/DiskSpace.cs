namespace Fireworks.Datasets.Files;

/// <summary>Asks before a long transfer whether it can end well.</summary>
internal static class DiskSpace
{
    /// <exception cref="DatasetException">FWDS5003</exception>
    public static void Require(string path, long needed)
    {
        if (Free(path) is { } free && free < needed)
        {
            throw new DatasetException(Problem.DiskFull(path, needed, free));
        }
    }

    /// <summary>Bytes that this user may still write in the file's folder; <see langword="null"/> where the system does not say.</summary>
    public static long? Free(string path)
    {
        try
        {
            var place = OperatingSystem.IsWindows() ? Path.GetPathRoot(path) : Path.GetDirectoryName(path);
            return string.IsNullOrEmpty(place) ? null : new DriveInfo(place).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Network shares and folders that are mount points need not answer; a write that fails will say it.
            return null;
        }
    }
}
