namespace Fireworks.Datasets.Files;

/// <summary>What tells without reading it whether a file is still the one that it was.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="TimeStampTicks">Its last write time, UTC, in <see cref="DateTime.Ticks"/>, as the file system gives it.</param>
internal sealed record FileStamp(long Length, long TimeStampTicks)
{
    /// <returns><see langword="null"/> where there is no such file. A symbolic link is none, wherever it points.</returns>
    public static FileStamp? Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && (file.Attributes & FileAttributes.ReparsePoint) == 0 ? new(file.Length, file.LastWriteTimeUtc.Ticks) : null;
    }
}
