namespace Fireworks.Datasets.Files;

/// <summary>Checks for free space, so that a long transfer to a full disk fails before it starts.</summary>
internal static class DiskSpace
{
    /// <exception cref="DatasetException">FWDS5003: fewer bytes than needed are free.</exception>
    public static void Require(string path, long needed)
    {
        if (Free(path) is { } free && free < needed)
        {
            throw new DatasetException(Problem.DiskFull(HeldFolder.Shown(path), needed, free));
        }
    }

    /// <summary>Bytes that this user may still write in the file's folder; <see langword="null"/> if the system does not tell.</summary>
    public static long? Free(string path)
    {
        try
        {
            var place = OperatingSystem.IsWindows() ? Path.GetPathRoot(path) : Path.GetDirectoryName(path);
            return string.IsNullOrEmpty(place) ? null : new DriveInfo(place).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Some network shares and mount points do not tell. A write that fails there reports the full disk.
            return null;
        }
    }
}
