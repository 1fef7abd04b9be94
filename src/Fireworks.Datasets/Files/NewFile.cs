namespace Fireworks.Datasets.Files;

/// <summary>
/// Files that a build creates to write contents into. Those in a folder of the machine are private, as datasets may be confidential.
/// </summary>
internal static class NewFile
{
    /// <summary>Creates a file for reading and writing, unbuffered, in place of whatever is there.</summary>
    /// <param name="isPrivate">False: it has the permissions that the user gives all new files.</param>
    /// <param name="reserve">Bytes to reserve on the disk, so that a full disk shows now and not at the end.</param>
    /// <remarks>
    /// What is there is deleted and never written to: another build may still write to it, and a symbolic link may have been
    /// planted or have come with a restored cache. As a rule there is nothing, and then one call to the system is enough.
    /// </remarks>
    public static FileStream Create(string path, bool isPrivate, long reserve = 0)
    {
        try
        {
            return new FileStream(path, Options(FileMode.CreateNew, isPrivate, reserve));
        }
        catch (IOException) when (new FileInfo(path) is { Exists: true } or { LinkTarget: not null })
        {
            File.Delete(path);
            return new FileStream(path, Options(FileMode.CreateNew, isPrivate, reserve));
        }
    }

    /// <summary>Opens a file that an earlier build created, to go on with it.</summary>
    public static FileStream OpenExisting(string path) => new(path, Options(FileMode.Open, isPrivate: true));

    /// <summary>Creates a small file with these contents.</summary>
    /// <inheritdoc cref="Create"/>
    public static void Write(string path, ReadOnlySpan<byte> contents, bool isPrivate)
    {
        using var file = Create(path, isPrivate);
        RandomAccess.Write(file.SafeFileHandle, contents, 0);
    }

    /// <summary>How our own files are opened to be written: unbuffered, and readable by this user only where they are created as private ones.</summary>
    internal static FileStreamOptions Options(FileMode mode, bool isPrivate, long reserve = 0)
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
