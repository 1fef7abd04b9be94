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

    /// <summary>Makes a file's last write time this one, unless it is later already.</summary>
    /// <param name="utc">Of kind <see cref="DateTimeKind.Utc"/>.</param>
    /// <exception cref="IOException">It cannot be changed; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void Advance(string path, DateTime utc)
    {
        if (File.GetLastWriteTimeUtc(path) < utc)
        {
            File.SetLastWriteTimeUtc(path, utc);
        }
    }

    /// <summary>Makes a file no older than another, whose symbolic links are followed. Its time is then now, or the other file's where that is later.</summary>
    /// <param name="now">Of kind <see cref="DateTimeKind.Utc"/>.</param>
    /// <inheritdoc cref="Advance"/>
    public static void AdvancePast(string path, string other, DateTime now)
    {
        var changed = File.GetLastWriteTimeUtc(other);
        if (File.GetLastWriteTimeUtc(path) < changed)
        {
            File.SetLastWriteTimeUtc(path, now < changed ? changed : now);
        }
    }
}
