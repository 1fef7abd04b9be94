namespace Fireworks.Datasets.Files;

/// <summary>Turns the exceptions of failed file operations into diagnostics.</summary>
internal static class FileFailure
{
    private const int Windows = unchecked((int)0x80070000);

    /// <summary>
    /// Whether a file operation failed for a reason outside of this program. Failures of the network have become
    /// <see cref="Http.TransferException"/> before. .NET throws <see cref="NotSupportedException"/> for a special file that it cannot open.
    /// </summary>
    public static bool Is(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException;

    /// <param name="doing">"read", "write" or "remove".</param>
    /// <param name="needed">Bytes that were to be written; <see langword="null"/> if not known.</param>
    public static DatasetException Of(Exception exception, string doing, string path, long? needed = null) => new(
        IsDiskFull(exception)
            ? Problem.DiskFull(HeldFolder.Shown(path), needed, DiskSpace.Free(path))
            : Problem.PathInaccessible(doing, HeldFolder.Shown(path), HeldFolder.Shown(exception.Message)),
        exception);

    /// <summary>Runs a file operation, and turns its failure into a <see cref="DatasetException"/>.</summary>
    /// <inheritdoc cref="Of"/>
    public static T Guard<T>(string doing, string path, long? needed, Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception exception) when (Is(exception))
        {
            throw Of(exception, doing, path, needed);
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static void Guard(string doing, string path, Action operation, long? needed = null) => Guard(doing, path, needed, () =>
    {
        operation();
        return true;
    });

    /// <summary>
    /// The codes are ENOSPC and EDQUOT on Linux and macOS, ERROR_DISK_FULL, which .NET itself throws on all systems,
    /// ERROR_HANDLE_DISK_FULL and ERROR_DISK_QUOTA_EXCEEDED.
    /// </summary>
    private static bool IsDiskFull(Exception exception) => exception is IOException
        && (exception.HResult is (Windows | 112) or (Windows | 39) or (Windows | 1295)
            || (!OperatingSystem.IsWindows() && exception.HResult == 28)
            || (OperatingSystem.IsLinux() && exception.HResult == 122)
            || (OperatingSystem.IsMacOS() && exception.HResult == 69));

    /// <summary>The codes are EWOULDBLOCK of flock, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.</summary>
    public static bool IsHeldByAnother(Exception exception) => exception is IOException && (OperatingSystem.IsWindows()
        ? exception.HResult is (Windows | 32) or (Windows | 33)
        : exception.HResult == (OperatingSystem.IsMacOS() ? 35 : 11));
}
