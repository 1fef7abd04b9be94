namespace Fireworks.Datasets.Files;

/// <summary>
/// Reads and writes small files as a whole. A reader sees the old bytes or the new ones, even if the writing process is killed.
/// </summary>
internal static class AtomicFile
{
    private const string TemporaryExtension = ".tmp";
    private const int RandomDigits = 16;

    /// <summary>In bytes. A lock file with a million names of usual length is shorter, so a longer file is not one of this package.</summary>
    private const long MaxLength = 256L * 1024 * 1024;

    /// <summary>Reads the whole file; <see langword="null"/> if there is none.</summary>
    /// <param name="most">In bytes. A longer file is not read.</param>
    /// <exception cref="DatasetException">FWDS5004: the file cannot be read, or is longer.</exception>
    public static byte[]? ReadAllBytes(string path, long most = MaxLength)
    {
        try
        {
            return Patience.Run(() => ReadShared(path, most));
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
    /// True for files of this package: only this user can read the file, and a symbolic link in its place is replaced. False for the
    /// user's files, such as the lock file: the file keeps its permissions, and a link stays while its target is replaced.
    /// </param>
    /// <returns>The stamp of the written bytes, even if another build has replaced the file since.</returns>
    /// <exception cref="DatasetException">FWDS5003, FWDS5004.</exception>
    public static FileStamp? WriteAllBytes(string path, ReadOnlySpan<byte> bytes, bool isPrivate = false)
    {
        string? temporary = null;
        try
        {
            var target = isPrivate ? path : Followed(path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            temporary = TemporaryPathFor(target);
            NewFile.Write(temporary, bytes, isPrivate);
            KeepModeOf(target, temporary, isPrivate);
            var stamp = FileStamp.Of(temporary);
            FileRename.Over(temporary, target);
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

    private static string Followed(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    private static byte[] ReadShared(string path, long most)
    {
        using var file = OpenFile.ToRead(path);
        var bytes = new byte[file.Length <= most ? file.Length : throw new IOException($"it is longer than {most} bytes")];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static void KeepModeOf(string target, string temporary, bool isPrivate)
    {
        if (!isPrivate && !OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        }
    }
}
