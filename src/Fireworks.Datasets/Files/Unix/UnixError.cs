using System.Runtime.InteropServices;

namespace Fireworks.Datasets.Files.Unix;

/// <summary>The number that a failed call of the C library leaves, as the exception that .NET throws for it.</summary>
internal static class UnixError
{
    private const int NotPermitted = 1, AccessDenied = 13;

    public const int Missing = 2, Interrupted = 4, NoSuchDevice = 6, CrossDevice = 18, Exists = 17, NotAFolder = 20, IsAFolder = 21, TooManyLinks = 31;

    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>ELOOP: a link is where none is followed.</summary>
    public static int IsALink => OperatingSystem.IsMacOS() ? 62 : 40;

    public static int NotEmpty => OperatingSystem.IsMacOS() ? 66 : 39;

    /// <summary>EWOULDBLOCK: another process holds the lock.</summary>
    public static int IsHeld => OperatingSystem.IsMacOS() ? 35 : 11;

    /// <summary>Whether a file system says by this that it has no hard links.</summary>
    public static bool MeansNoLinks(int error) => error is NotPermitted or TooManyLinks or 38 or 45 or 78 or 95 or 102;

    public static Exception Of(int error, string path)
    {
        var text = $"{Marshal.GetPInvokeErrorMessage(error)} : '{path}'";
        return error switch
        {
            Missing => new FileNotFoundException(text, path),
            NotPermitted or AccessDenied => new UnauthorizedAccessException(text),
            _ => new IOException(text, error),
        };
    }

    /// <exception cref="IOException">The result is that of a failure; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static int Check(int result, string path) => result >= 0 ? result : throw Of(Last, path);
}
