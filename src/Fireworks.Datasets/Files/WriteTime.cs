using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

/// <summary>
/// Reads when a file was last written, in UTC. Some file systems keep times before the year 1 or after the year 9999, as a restored
/// archive may bring them, and .NET throws for them. Such a time counts as one long ago, so that the next use sets it right.
/// </summary>
internal static class WriteTime
{
    private static readonly DateTime s_unknown = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    /// <returns>The time of a symbolic link itself; the year 1601 if there is no such file.</returns>
    public static DateTime Of(string path) => Of(new FileInfo(path));

    /// <inheritdoc cref="Of(string)"/>
    public static DateTime Of(FileInfo file)
    {
        try
        {
            return file.LastWriteTimeUtc;
        }
        catch (ArgumentOutOfRangeException)
        {
            return s_unknown;
        }
    }

    public static DateTime Of(SafeFileHandle file)
    {
        try
        {
            return File.GetLastWriteTimeUtc(file);
        }
        catch (ArgumentOutOfRangeException)
        {
            return s_unknown;
        }
    }
}
