using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

/// <summary>
/// Reads when a file was last written, in UTC. Some file systems keep times before the year 1 or after the year 9999, as a restored
/// archive may bring them, and .NET throws for them. Such a time counts as one long ago, so that the next use sets it right.
/// No file has the time with zero ticks, which a state file uses for files that are not placed yet.
/// </summary>
internal static class WriteTime
{
    private static readonly DateTime s_longAgo = new(1, DateTimeKind.Utc);

    /// <returns>The time of a symbolic link itself; the year 1601 if there is no such file.</returns>
    public static DateTime Of(string path) => Of(new FileInfo(path));

    /// <inheritdoc cref="Of(string)"/>
    public static DateTime Of(FileSystemInfo file)
    {
        try
        {
            return Known(file.LastWriteTimeUtc);
        }
        catch (ArgumentOutOfRangeException)
        {
            return s_longAgo;
        }
    }

    public static DateTime Of(SafeFileHandle file)
    {
        try
        {
            return Known(File.GetLastWriteTimeUtc(file));
        }
        catch (ArgumentOutOfRangeException)
        {
            return s_longAgo;
        }
    }

    private static DateTime Known(DateTime time) => time < s_longAgo ? s_longAgo : time;
}
