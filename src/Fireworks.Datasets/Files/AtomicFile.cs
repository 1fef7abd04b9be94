namespace Fireworks.Datasets.Files;

/// <summary>
/// Small files that are either complete or do not exist. A reader sees the old bytes or the new ones, whatever kills the writer.
/// </summary>
internal static class AtomicFile
{
    private const string TemporaryExtension = ".tmp";
    private const int RandomDigits = 16;

    /// <summary>More than a million files with names of the usual length need; a file that is larger is none that we wrote.</summary>
    private const long MaxLength = 1L << 30;

    /// <summary>The whole file; <see langword="null"/> where there is none.</summary>
    /// <param name="most">A longer file cannot have been written by a build, and is not read.</param>
    /// <exception cref="DatasetException">FWDS5004.</exception>
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

    /// <param name="privateToUser">
    /// For our own files: readable by this user only, and a link in their place is replaced. Without it, as for a file of the
    /// user's, the file keeps its permissions, and a link stays and what it points to is replaced.
    /// </param>
    /// <returns>The stamp of the bytes that were written, whoever replaces the file meanwhile.</returns>
    /// <exception cref="DatasetException">FWDS5003, FWDS5004.</exception>
    public static FileStamp? WriteAllBytes(string path, ReadOnlySpan<byte> bytes, bool privateToUser = false)
    {
        string? temporary = null;
        try
        {
            var target = privateToUser ? path : Followed(path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            temporary = TemporaryPathFor(target);
            NewFile.Write(temporary, bytes, privateToUser);
            KeepModeOf(target, temporary, privateToUser);
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

    /// <summary>A name that nobody else uses, in the same directory, so that a rename can follow.</summary>
    public static string TemporaryPathFor(string path) =>
        $"{path}.{HexDigits.Random(RandomDigits)}{TemporaryExtension}";

    /// <summary>True for what a killed <see cref="WriteAllBytes"/> to <paramref name="path"/> may leave.</summary>
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

    private static void KeepModeOf(string target, string temporary, bool privateToUser)
    {
        if (!privateToUser && !OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        }
    }
}
