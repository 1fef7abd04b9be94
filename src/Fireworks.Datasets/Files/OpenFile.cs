using Fireworks.Datasets.Files.Unix;
using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

/// <summary>
/// Opens existing files. Other processes may write, rename and delete them at the same time. What is opened is looked at then, and not
/// before, so that nobody can put something else in its place between the two.
/// </summary>
internal static class OpenFile
{
    private const FileShare ForAll = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>Opens a file of this package. A symbolic link is not followed: this package creates none.</summary>
    /// <exception cref="IrregularFileException">What is there is not a regular file. It is a damaged entry.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static FileStream ToRead(string path, FileOptions options = FileOptions.None) => Open(path, FileAccess.Read, followLinks: false, options, ForAll);

    /// <summary>Opens a file of the user or of the system, who may have put a link in its place.</summary>
    /// <inheritdoc cref="ToRead"/>
    public static FileStream ToReadThroughLinks(string path) => Open(path, FileAccess.Read, followLinks: true, FileOptions.None, ForAll);

    /// <summary>Opens a file that an earlier build wrote, to go on writing it.</summary>
    /// <returns>
    /// <see langword="null"/> if the file may not be written to: another user owns it, or it has a second name, as in a restored cache, by
    /// which the write would reach another file.
    /// </returns>
    /// <inheritdoc cref="ToRead"/>
    public static FileStream? ToContinue(string path)
    {
        var file = Open(path, FileAccess.ReadWrite, followLinks: false, FileOptions.None, FileShare.Read);
        if (EntryStatus.IsOursAlone(file.SafeFileHandle, path))
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    /// <summary>Opens a file to read and write it, so that no other program of .NET can open it.</summary>
    /// <inheritdoc cref="ToRead"/>
    public static FileStream ToHold(string path, FileOptions options = FileOptions.None) =>
        Open(path, FileAccess.ReadWrite, followLinks: false, options, FileShare.None);

    /// <summary>The stamp of an open file, even if another file has its path by now.</summary>
    public static FileStamp Stamp(SafeFileHandle file) => new(RandomAccess.GetLength(file), WriteTime.Of(file).Ticks);

    private static FileStream Open(string path, FileAccess access, bool followLinks, FileOptions options, FileShare share)
    {
        if (OperatingSystem.IsWindows())
        {
            return !followLinks && EntryStatus.Of(path) is { Kind: EntryKind.Link }
                ? throw new IrregularFileException(path)
                : new FileStream(path, FileMode.Open, access, share, bufferSize: 0, options);
        }

        var handle = UnixOpen.File(path, access, followLinks);
        try
        {
            if (EntryStatus.Of(handle, path).Kind != EntryKind.File)
            {
                throw new IrregularFileException(path);
            }

            Lock(handle, share, path);
            return new FileStream(handle, access, bufferSize: 0);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>As .NET does for its sharing modes, which keep out programs that ask for a lock too. Some file systems have no locks.</summary>
    private static void Lock(SafeFileHandle file, FileShare share, string path)
    {
        var kind = share == FileShare.None ? UnixFlags.LockExclusive : UnixFlags.LockShared;
        if (Libc.Lock(file, kind | UnixFlags.LockWithoutWaiting) < 0 && UnixError.Last == UnixError.IsHeld)
        {
            throw UnixError.Of(UnixError.IsHeld, path);
        }
    }
}
