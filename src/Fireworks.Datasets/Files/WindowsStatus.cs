using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

/// <summary>
/// What Windows says about an entry. Owners and permissions are not looked at: a new folder inherits those of its parent, and the default
/// places are below the user's profile.
/// </summary>
internal static unsafe partial class WindowsStatus
{
    /// <summary>The size of BY_HANDLE_FILE_INFORMATION, and where it has nNumberOfLinks.</summary>
    private const int Bytes = 52, LinksAt = 40;

    public static EntryStatus Of(SafeFileHandle handle, string path)
    {
        var status = stackalloc byte[Bytes];
        return GetFileInformationByHandle(handle, status) != 0
            ? Status((FileAttributes)(*(uint*)status), *(uint*)(status + LinksAt))
            : throw new IOException($"{Marshal.GetLastPInvokeErrorMessage()} : '{path}'");
    }

    public static EntryStatus? Of(string path) => new FileInfo(path) is { Attributes: not (FileAttributes)(-1) and var attributes } ? Status(attributes, links: 1) : null;

    private static EntryStatus Status(FileAttributes attributes, uint links) => new(
        attributes.HasFlag(FileAttributes.ReparsePoint) ? EntryKind.Link
        : attributes.HasFlag(FileAttributes.Directory) ? EntryKind.Folder
        : attributes.HasFlag(FileAttributes.Device) ? EntryKind.Special
        : EntryKind.File,
        Owner: 0, links, UnixFileMode.None, default);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial int GetFileInformationByHandle(SafeFileHandle file, byte* information);
}
