using Fireworks.Datasets.Diagnostics;

namespace Fireworks.Datasets.Downloads;

/// <summary>Says what a failed operation on one of our own files means to the user.</summary>
internal static class FileFailure
{
    // errno on Linux and macOS; "quota exceeded" differs between them.
    private const int NoSpace = 28, LinuxQuota = 122, MacQuota = 69;

    // ERROR_DISK_FULL, also thrown by .NET itself, ERROR_HANDLE_DISK_FULL and ERROR_DISK_QUOTA_EXCEEDED, as HRESULT.
    private const int DiskFull = unchecked((int)0x80070070), HandleDiskFull = unchecked((int)0x80070027), Quota = unchecked((int)0x8007050F);

    /// <summary>Whether an exception comes from the file system; one of the network never reaches our file operations.</summary>
    public static bool IsFrom(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <param name="doing">"read" or "write".</param>
    /// <param name="needed">Bytes that were to be written, where known.</param>
    public static DatasetException Explain(Exception exception, string doing, string path, long? needed) =>
        new(IsDiskFull(exception)
            ? Problem.DiskFull(path, needed, DiskSpace.Free(path))
            : Problem.PathInaccessible(doing, path, exception.Message), exception);

    /// <summary>Runs an operation on a file of ours, with its failure explained.</summary>
    public static T Guard<T>(string doing, string path, long? needed, Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception exception) when (IsFrom(exception))
        {
            throw Explain(exception, doing, path, needed);
        }
    }

    private static bool IsDiskFull(Exception exception) => exception is IOException
        && (exception.HResult is DiskFull or HandleDiskFull or Quota
            || (!OperatingSystem.IsWindows() && exception.HResult is NoSpace)
            || (OperatingSystem.IsLinux() && exception.HResult is LinuxQuota)
            || (OperatingSystem.IsMacOS() && exception.HResult is MacQuota));
}
