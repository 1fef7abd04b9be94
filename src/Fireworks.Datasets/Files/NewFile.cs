namespace Fireworks.Datasets.Files;

/// <summary>
/// The files that a transfer writes. Those in a folder of the machine are private, as datasets may be confidential.
/// </summary>
internal static class NewFile
{
    /// <summary>Opens it for reading and writing, unbuffered.</summary>
    /// <param name="isPrivate">False: a new file has the permissions that the user gives all his new files.</param>
    /// <param name="mode">Whether what is there is kept.</param>
    /// <param name="reserve">Bytes to reserve on the disk, so that a full disk is noticed now and not at the end.</param>
    public static FileStream Open(string path, FileMode mode, bool isPrivate, long reserve = 0)
    {
        if (mode == FileMode.Create)
        {
            // Never over what is there: another build may still write to it, and a link was planted or came with a restored cache.
            File.Delete(path);
            mode = FileMode.CreateNew;
        }

        return new FileStream(path, Options(mode, isPrivate, reserve));
    }

    /// <summary>Writes a small file at once.</summary>
    public static void Write(string path, ReadOnlySpan<byte> contents, bool isPrivate)
    {
        using var file = Create(path, isPrivate);
        RandomAccess.Write(file.SafeFileHandle, contents, 0);
    }

    /// <summary>Mostly there is nothing yet; then one call to the system tells that there is no link either.</summary>
    private static FileStream Create(string path, bool isPrivate)
    {
        try
        {
            return new FileStream(path, Options(FileMode.CreateNew, isPrivate));
        }
        catch (IOException) when (new FileInfo(path) is { Exists: true } or { LinkTarget: not null })
        {
            return Open(path, FileMode.Create, isPrivate);
        }
    }

    private static FileStreamOptions Options(FileMode mode, bool isPrivate, long reserve = 0)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = 0,
            PreallocationSize = reserve,
        };
        if (isPrivate && mode != FileMode.Open && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
