namespace Fireworks.Datasets.Files;

/// <summary>
/// Reads and writes small files as a whole. A reader sees the old bytes or the new ones, even if the writing process is killed.
/// </summary>
internal static class AtomicFile
{
    private const string TemporaryExtension = ".tmp";
    private const int RandomDigits = 16;

    /// <summary>Reading, writing and executing, by user, group and others; but no execution as somebody else.</summary>
    private const UnixFileMode Permissions = (UnixFileMode)0b111_111_111;

    /// <summary>In bytes. A lock file with a million names of usual length is shorter, so a longer file is not one of this package.</summary>
    private const long MaxLength = 256L * 1024 * 1024;

    /// <summary>Reads the whole file; <see langword="null"/> if there is none.</summary>
    /// <param name="isPrivate">True for files of this package, which are no symbolic links.</param>
    /// <param name="most">In bytes. A longer file is not read.</param>
    /// <param name="ownedLike">
    /// A folder. A file that belongs neither to this user, nor to root, nor to the owner of this folder counts as missing: in a folder that
    /// others may write to, it can be anybody's.
    /// </param>
    /// <exception cref="DatasetException">FWDS5004: the file cannot be read, or is longer.</exception>
    public static byte[]? ReadAllBytes(string path, bool isPrivate = false, long most = MaxLength, string? ownedLike = null)
    {
        try
        {
            return Patience.Run(() => ReadShared(path, isPrivate, most, ownedLike));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Of(exception, "read", path);
        }
    }

    /// <param name="isPrivate">
    /// True for files of this package: only this user can read the file. False for the user's files, such as the lock file: the file keeps
    /// its permissions.
    /// </param>
    /// <remarks>
    /// A new file gets the name. What had it is not written to: neither the target of a symbolic link, nor a file with a second name.
    /// </remarks>
    /// <returns>The stamp of the written bytes, even if another build has replaced the file since.</returns>
    /// <exception cref="DatasetException">FWDS5003, FWDS5004.</exception>
    public static FileStamp? WriteAllBytes(string path, ReadOnlySpan<byte> bytes, bool isPrivate = false)
    {
        string? temporary = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            temporary = TemporaryPathFor(path);
            var stamp = WriteNew(temporary, bytes, isPrivate, isPrivate ? null : EntryStatus.Of(path));
            FileRename.Over(temporary, path);
            return stamp;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            FileRemoval.TryDelete(temporary);
            throw FileFailure.Of(exception, "write", path);
        }
    }

    /// <summary>A new random path in the folder of <paramref name="path"/>, so that a rename can put the file in place.</summary>
    public static string TemporaryPathFor(string path) =>
        $"{path}.{HexDigits.Random(RandomDigits)}{TemporaryExtension}";

    /// <summary>Whether a killed <see cref="WriteAllBytes"/> to <paramref name="path"/> may have left <paramref name="candidate"/>.</summary>
    public static bool IsTemporaryOf(string path, string candidate) =>
        candidate.Length == path.Length + 1 + RandomDigits + TemporaryExtension.Length
        && candidate.StartsWith(path, StringComparison.Ordinal) && candidate[path.Length] == '.'
        && HexDigits.Are(candidate.AsSpan(path.Length + 1, RandomDigits))
        && candidate.EndsWith(TemporaryExtension, StringComparison.Ordinal);

    /// <summary>The path for which a killed <see cref="WriteAllBytes"/> may have left a file; the path itself for any other file.</summary>
    public static string TargetOf(string path)
    {
        var end = path.Length - RandomDigits - TemporaryExtension.Length - 1;
        return end > 0 && IsTemporaryOf(path[..end], path) ? path[..end] : path;
    }

    private static byte[]? ReadShared(string path, bool isPrivate, long most, string? ownedLike)
    {
        using var file = isPrivate ? OpenFile.ToRead(path) : OpenFile.ToReadThroughLinks(path);
        if (ownedLike is not null && EntryStatus.Of(file.SafeFileHandle, path) is { IsThisUsersOrRoots: false } status
            && EntryStatus.Of(RealPath.Of(ownedLike))?.Owner != status.Owner)
        {
            return null;
        }

        var bytes = new byte[file.Length <= most ? file.Length : throw new IOException($"it is longer than {most} bytes")];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <param name="before">The file whose permissions are kept; <see langword="null"/> for none. It may be anybody's, so no more than these is.</param>
    private static FileStamp WriteNew(string path, ReadOnlySpan<byte> bytes, bool isPrivate, EntryStatus? before)
    {
        using var file = NewFile.Create(path, isPrivate);
        RandomAccess.Write(file.SafeFileHandle, bytes, fileOffset: 0);
        if (before is { Kind: EntryKind.File } && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.SafeFileHandle, before.Mode & Permissions);
        }

        return OpenFile.Stamp(file.SafeFileHandle);
    }
}
