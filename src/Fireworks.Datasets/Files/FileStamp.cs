namespace Fireworks.Datasets.Files;

/// <summary>The length and last write time of a file. While both stay the same, the file counts as unchanged, without being read.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="TimeStampTicks">The last write time in UTC, in <see cref="DateTime.Ticks"/>, as the file system gives it.</param>
internal sealed record FileStamp(long Length, long TimeStampTicks)
{
    /// <returns><see langword="null"/> if there is no file, or if a symbolic link, FIFO or device is in its place.</returns>
    public static FileStamp? Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && (file.Attributes & FileAttributes.ReparsePoint) == 0 && !IsSpecial(file) ? new(file.Length, WriteTime.Of(file).Ticks) : null;
    }

    /// <summary>.NET does not tell, so the system is asked. It gives FIFOs and devices no length, so most files are not looked at twice.</summary>
    private static bool IsSpecial(FileInfo file) => file.Length == 0 && EntryStatus.Of(file.FullName) is not { Kind: EntryKind.File };

    /// <summary>Sets the last write time of a file, unless the file has a later one already.</summary>
    /// <param name="utc">Of kind <see cref="DateTimeKind.Utc"/>.</param>
    /// <exception cref="IOException">It cannot be changed; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void Advance(string path, DateTime utc)
    {
        if (WriteTime.Of(path) < utc)
        {
            File.SetLastWriteTimeUtc(path, utc);
        }
    }

    /// <summary>
    /// Makes a file no older than another. Its time becomes now, or the other file's time if that is later. Of a symbolic link, the time of
    /// the link counts, and not that of its target.
    /// </summary>
    /// <param name="now">Of kind <see cref="DateTimeKind.Utc"/>.</param>
    /// <inheritdoc cref="Advance"/>
    public static void AdvancePast(string path, string other, DateTime now)
    {
        var changed = WriteTime.Of(other);
        if (WriteTime.Of(path) < changed)
        {
            File.SetLastWriteTimeUtc(path, now < changed ? changed : now);
        }
    }
}
