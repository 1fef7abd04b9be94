using System.Globalization;
using System.Text.RegularExpressions;
using Fireworks.Datasets.Files.Unix;
using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

/// <summary>
/// An open folder. What is done in it happens in the folder that was opened, even if somebody puts a symbolic link at its path meanwhile.
/// On Windows a path is used, and links are looked for before: only an administrator can make symbolic links there, by default.
/// </summary>
internal sealed partial class HeldFolder : IDisposable
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What the user's mask takes from for a new folder.</summary>
    private const uint Usual = 0b111_111_111;

    private readonly SafeFileHandle? _handle;

    private readonly Lazy<string> _lasting;

    private HeldFolder(string path, SafeFileHandle? handle)
    {
        (Path, _handle) = (path, handle);
        _lasting = new(FindLasting);
    }

    /// <summary>Where the folder was when it was opened.</summary>
    public string Path { get; }

    /// <summary>What was opened. Not on Windows.</summary>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    public EntryStatus Status => EntryStatus.Of(Handle, Path);

    /// <summary>Whether its file system is mounted so that nobody can write to it. Not on Windows.</summary>
    public bool IsReadOnly => UnixStatus.IsReadOnly(Handle);

    private SafeFileHandle Handle => _handle!;

    /// <summary>Opens a folder that the user chose, through links. It is created if it is missing.</summary>
    /// <exception cref="IOException">It cannot be opened; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static HeldFolder Create(string path)
    {
        Directory.CreateDirectory(path);
        return TryOpen(path) ?? throw UnixError.Of(UnixError.Missing, path);
    }

    /// <summary>The same; <see langword="null"/> if it is missing.</summary>
    /// <inheritdoc cref="Create(string)"/>
    public static HeldFolder? TryOpen(string path) => OperatingSystem.IsWindows()
        ? Directory.Exists(path) ? new(path, null) : null
        : UnixOpen.Folder(path, followLinks: true) is { } handle ? new(path, handle) : Missing(path);

    /// <summary>Opens a folder in this one; <see langword="null"/> if it is missing.</summary>
    /// <exception cref="IOException">A link or a file is there, or it cannot be opened; also <see cref="UnauthorizedAccessException"/>.</exception>
    public HeldFolder? TryOpenFolder(string name)
    {
        var path = System.IO.Path.Join(Path, name);
        var handle = OperatingSystem.IsWindows() ? null : UnixOpen.Folder(Handle, name);
        var error = OperatingSystem.IsWindows() || handle is not null ? 0 : UnixError.Last;
        if (handle is not null)
        {
            return new(path, handle);
        }

        return Look(name)?.Kind switch
        {
            EntryKind.Link => throw new IOException($"'{path}' is a symbolic link, which is not followed"),
            EntryKind.Folder when error == 0 => new(path, null),
            EntryKind.File or EntryKind.Special => throw new IOException($"'{path}' is not a folder"),
            null when error is 0 or UnixError.Missing => null,
            _ => throw UnixError.Of(error, path),
        };
    }

    /// <summary>Opens a folder in this one, and creates it if it is missing.</summary>
    /// <param name="isPrivate">Whether only this user may use a folder that is created; else it has the usual permissions.</param>
    /// <inheritdoc cref="TryOpenFolder"/>
    public HeldFolder CreateFolder(string name, bool isPrivate = false)
    {
        if (TryOpenFolder(name) is { } there)
        {
            return there;
        }

        var path = System.IO.Path.Join(Path, name);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (Libc.MakeFolderAt(Handle, name, isPrivate ? (uint)UserOnly : Usual) < 0 && UnixError.Last != UnixError.Exists)
        {
            throw UnixError.Of(UnixError.Last, path);
        }

        return TryOpenFolder(name) ?? throw UnixError.Of(UnixError.Missing, path);
    }

    /// <summary>Looks at an entry; <see langword="null"/> if there is none.</summary>
    public EntryStatus? Look(string name) =>
        OperatingSystem.IsWindows() ? EntryStatus.Of(System.IO.Path.Join(Path, name)) : UnixStatus.Of(Handle, name);

    /// <summary>A path of an entry that leads into this folder for as long as it is open.</summary>
    /// <remarks>
    /// On Linux it goes through the system's list of open files (proc(5), /proc/self/fd), so it stays true if the folder gets another name.
    /// On other systems, and where /proc is not mounted, it is the usual path. It must not be used once the folder is closed.
    /// </remarks>
    public string PathOf(string name) => System.IO.Path.Join(_lasting.Value, name);

    /// <summary>A text in which paths of <see cref="PathOf"/> are the usual ones again, for a message.</summary>
    public static string Shown(string text) => OperatingSystem.IsLinux()
        ? NumberedPath().Replace(text, match => new FileInfo(match.Value).LinkTarget ?? match.Value)
        : text;

    public void Dispose() => _handle?.Dispose();

    private string FindLasting() => OperatingSystem.IsLinux()
        && string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{Handle.DangerousGetHandle()}") is var byNumber && Directory.Exists(byNumber)
            ? byNumber
            : Path;

    [GeneratedRegex("/proc/self/fd/[0-9]+")]
    private static partial Regex NumberedPath();

    private static HeldFolder? Missing(string path) => UnixError.Last == UnixError.Missing ? null : throw UnixError.Of(UnixError.Last, path);
}
