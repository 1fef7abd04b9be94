using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files.Unix;

/// <summary>Opens what exists, and never waits for the other end of a FIFO or for a device.</summary>
internal static class UnixOpen
{
    /// <exception cref="IrregularFileException">A link is at the end of the path, or a socket or device that cannot be opened.</exception>
    /// <exception cref="IOException">It cannot be opened; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static SafeFileHandle File(string path, FileAccess access, bool followLinks)
    {
        var flags = (access == FileAccess.Read ? UnixFlags.ReadOnly : UnixFlags.ReadWrite) | UnixFlags.WithoutWaiting;
        int file;
        do
        {
            file = Libc.Open(path, followLinks ? flags : flags | UnixFlags.NoLink);
        }
        while (file < 0 && UnixError.Last == UnixError.Interrupted);

        if (file >= 0)
        {
            return new(file, ownsHandle: true);
        }

        var error = UnixError.Last;
        throw error == UnixError.NoSuchDevice || error == UnixError.IsAFolder || (error == UnixError.IsALink && !followLinks)
            ? new IrregularFileException(path)
            : UnixError.Of(error, path);
    }

    /// <summary>Opens a folder, to work relative to it.</summary>
    /// <returns><see langword="null"/> after a failure, whose number is <see cref="UnixError.Last"/>.</returns>
    public static SafeFileHandle? Folder(string path, bool followLinks) =>
        Handle(Libc.Open(path, followLinks ? UnixFlags.Folder : UnixFlags.Folder | UnixFlags.NoLink));

    /// <summary>Opens a folder in an open folder, unless a link is in its place.</summary>
    /// <inheritdoc cref="Folder(string, bool)"/>
    public static SafeFileHandle? Folder(SafeFileHandle parent, string name) =>
        Handle(Libc.OpenAt(parent, name, UnixFlags.Folder | UnixFlags.NoLink));

    private static SafeFileHandle? Handle(int file) => file < 0 ? null : new(file, ownsHandle: true);
}
