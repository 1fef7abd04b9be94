namespace Fireworks.Datasets.Files;

/// <summary>
/// Creates the files that a build writes. Those in the content store are private to the user, because datasets may be confidential.
/// </summary>
internal static class NewFile
{
    /// <summary>Creates a file for unbuffered reading and writing. A file that exists is replaced.</summary>
    /// <param name="isPrivate">True for a file that only this user may read; false for the usual permissions of new files.</param>
    /// <remarks>
    /// No space is reserved. The length would come from a server, or from a lock file of a stranger, before any of the bytes have arrived.
    /// A file that exists is deleted and not written to: another build may still write to it, or it may be a symbolic link that was
    /// planted or came with a restored cache. Usually no file exists, and a single system call is enough.
    /// </remarks>
    public static FileStream Create(string path, bool isPrivate)
    {
        try
        {
            return new FileStream(path, Options(FileMode.CreateNew, isPrivate));
        }
        catch (IOException) when (EntryStatus.Of(path) is not null)
        {
            File.Delete(path);
            return new FileStream(path, Options(FileMode.CreateNew, isPrivate));
        }
    }

    /// <summary>Creates a small file with these contents.</summary>
    /// <inheritdoc cref="Create"/>
    public static void Write(string path, ReadOnlySpan<byte> contents, bool isPrivate)
    {
        using var file = Create(path, isPrivate);
        RandomAccess.Write(file.SafeFileHandle, contents, 0);
    }

    /// <summary>How our own files are opened to be written: unbuffered, and readable by this user only where they are created as private ones.</summary>
    internal static FileStreamOptions Options(FileMode mode, bool isPrivate)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = 0,
        };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
