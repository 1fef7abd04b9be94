using Fireworks.Datasets.Files.Unix;
using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

internal enum EntryKind
{
    /// <summary>A FIFO, socket or device.</summary>
    Special,
    File,
    Folder,
    Link,
}

/// <summary>What the file system says about an entry of a folder, or about what was opened.</summary>
/// <param name="Owner">The number of its user; 0 on Windows.</param>
/// <param name="Links">How many names it has.</param>
/// <param name="Mode">Its permissions; <see cref="UnixFileMode.None"/> on Windows.</param>
/// <param name="Identity">Equal for two names of the same entry only; unknown on Windows.</param>
internal sealed record EntryStatus(EntryKind Kind, uint Owner, ulong Links, UnixFileMode Mode, (ulong Device, ulong Number) Identity)
{
    private const UnixFileMode AnotherMayWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Whether it belongs to the user that this process acts for. Root is a user like any other: it has only what root owns.</summary>
    public bool IsThisUsers => OperatingSystem.IsWindows() || Owner == Libc.EffectiveUser();

    /// <summary>Root could change what belongs to this user anyway.</summary>
    public bool IsThisUsersOrRoots => IsThisUsers || Owner == 0;

    public bool IsWritableForEveryone => Mode.HasFlag(UnixFileMode.OtherWrite);

    public bool IsWritableForOthers => (Mode & AnotherMayWrite) != 0;

    /// <summary>In a sticky folder, such as /tmp, only the owner of an entry can rename or remove it.</summary>
    public bool IsSticky => Mode.HasFlag(UnixFileMode.StickyBit);

    /// <exception cref="IOException">It cannot be looked at.</exception>
    public static EntryStatus Of(SafeFileHandle handle, string path) => OperatingSystem.IsWindows()
        ? WindowsStatus.Of(handle, path)
        : UnixStatus.Of(handle) ?? throw UnixError.Of(UnixError.Last, path);

    /// <summary>
    /// Whether what was opened is a regular file of this user that has this name and no other. A write to any other file could reach one of
    /// the user's. The name is looked at last: of two names, one could be removed after the file was opened.
    /// </summary>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    public static bool IsOursAlone(SafeFileHandle handle, string path) =>
        Of(handle, path) is { Kind: EntryKind.File, Links: 1, IsThisUsers: true } opened && opened.IsAt(path);

    /// <summary>Whether a path leads to what was opened. On Windows, an open file keeps its name.</summary>
    public bool IsAt(string path) => OperatingSystem.IsWindows() || Of(path)?.Identity == Identity;

    /// <summary>Looks at a path, and at a link itself where one is at its end.</summary>
    /// <returns><see langword="null"/> if nothing is there, or it cannot be looked at.</returns>
    public static EntryStatus? Of(string path) => OperatingSystem.IsWindows() ? WindowsStatus.Of(path) : UnixStatus.Of(path, followLinks: false);
}
