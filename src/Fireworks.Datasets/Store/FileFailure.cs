using Fireworks.Datasets.Diagnostics;

namespace Fireworks.Datasets.Store;

/// <summary>What the operating system said when a file could not be used.</summary>
internal static class FileFailure
{
    private const int Windows = unchecked((int)0x80070000);

    /// <summary>
    /// True for what can go wrong with a path for reasons outside of this program. <see cref="NotSupportedException"/> is what
    /// .NET throws for a file of a kind that it cannot open.
    /// </summary>
    public static bool Is(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException;

    /// <param name="doing">"read" or "write".</param>
    public static DatasetException Of(Exception exception, string doing, string path) => new(
        IsDiskFull(exception) ? Problem.DiskFull(path, needed: null, free: null) : Problem.PathInaccessible(doing, path, exception.Message),
        exception);

    /// <summary>ENOSPC, EDQUOT (Linux, macOS), ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL.</summary>
    public static bool IsDiskFull(Exception exception) => exception is IOException && (OperatingSystem.IsWindows()
        ? exception.HResult is (Windows | 112) or (Windows | 39)
        : exception.HResult == 28 || exception.HResult == (OperatingSystem.IsMacOS() ? 69 : 122));

    /// <summary>Somebody has the file open so that we may not: EWOULDBLOCK of flock, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.</summary>
    public static bool IsHeldByAnother(Exception exception) => exception is IOException && (OperatingSystem.IsWindows()
        ? exception.HResult is (Windows | 32) or (Windows | 33)
        : exception.HResult == (OperatingSystem.IsMacOS() ? 35 : 11));
}
