using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files.Unix;

/// <summary>Reads <c>struct statx</c> of Linux (include/uapi/linux/stat.h) and <c>struct stat</c> of macOS (bsd/sys/stat.h of XNU).</summary>
internal static unsafe class UnixStatus
{
    private const int MaxBytes = 256;
    private const uint BasicMask = 0x7ff;
    private static readonly bool s_hasStatx = Libc.Has("statx");

    private const int TypeMask = 0xF000, TypeFolder = 0x4000, TypeFile = 0x8000, TypeLink = 0xA000;

    /// <returns><see langword="null"/> after a failure, whose number is <see cref="UnixError.Last"/>.</returns>
    public static EntryStatus? Of(SafeFileHandle handle)
    {
        var bytes = stackalloc byte[MaxBytes];
        return !OperatingSystem.IsMacOS() ? OfLinux(handle, "", UnixFlags.HandleItself, bytes)
            : Mac(IsIntel ? Libc.MacIntelStatus(handle, bytes) : Libc.MacArmStatus(handle, bytes), bytes);
    }

    /// <inheritdoc cref="Of(SafeFileHandle)"/>
    public static EntryStatus? Of(string path, bool followLinks)
    {
        var bytes = stackalloc byte[MaxBytes];
        var (folder, flags) = (UnixFlags.NoFolder, followLinks ? 0 : UnixFlags.LinkItself);
        return !OperatingSystem.IsMacOS() ? OfLinux(folder, path, flags, bytes)
            : Mac(IsIntel ? Libc.MacIntelStatus(folder, path, bytes, flags) : Libc.MacArmStatus(folder, path, bytes, flags), bytes);
    }

    /// <summary>Looks at an entry of an open folder, and at a link itself.</summary>
    /// <inheritdoc cref="Of(SafeFileHandle)"/>
    public static EntryStatus? Of(SafeFileHandle folder, string name)
    {
        var bytes = stackalloc byte[MaxBytes];
        var flags = UnixFlags.LinkItself;
        return !OperatingSystem.IsMacOS() ? OfLinux(folder, name, flags, bytes)
            : Mac(IsIntel ? Libc.MacIntelStatus(folder, name, bytes, flags) : Libc.MacArmStatus(folder, name, bytes, flags), bytes);
    }

    /// <summary>
    /// Whether a file system is mounted so that nobody can write to it; false if it cannot be told. <c>struct statvfs</c> is in sys/statvfs.h.
    /// </summary>
    public static bool IsReadOnly(SafeFileHandle handle)
    {
        const int ReadOnly = 1;
        int? flagsAt = OperatingSystem.IsMacOS() ? 48 : Environment.Is64BitProcess ? 72 : null;
        var bytes = stackalloc byte[MaxBytes];
        return flagsAt is { } at && Libc.FileSystemStatus(handle, bytes) == 0 && (bytes[BitConverter.IsLittleEndian ? at : at + 7] & ReadOnly) != 0;
    }

    /// <summary>From the tables of system calls of Linux: arch/*/kernel/syscalls, and include/uapi/asm-generic/unistd.h for the others.</summary>
    internal static nint NumberOfStatx => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 332,
        Architecture.X86 or Architecture.Ppc64le => 383,
        Architecture.Arm or Architecture.Armv6 => 397,
        Architecture.S390x => 379,
        _ => 291,
    };

    private static bool IsIntel => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    private static EntryStatus? OfLinux(int folder, string path, int flags, byte* bytes) => Linux(s_hasStatx
        ? Libc.LinuxStatus(folder, path, flags, BasicMask, bytes)
        : Libc.SystemCall(NumberOfStatx, folder, path, flags, BasicMask, bytes), bytes);

    private static EntryStatus? OfLinux(SafeFileHandle folder, string path, int flags, byte* bytes) => Linux(s_hasStatx
        ? Libc.LinuxStatus(folder, path, flags, BasicMask, bytes)
        : Libc.SystemCall(NumberOfStatx, folder, path, flags, BasicMask, bytes), bytes);

    private static EntryStatus? Linux(int result, byte* bytes) => result < 0 ? null : Status(
        mode: *(ushort*)(bytes + 28), owner: *(uint*)(bytes + 20), links: *(uint*)(bytes + 16),
        device: ((ulong)*(uint*)(bytes + 136) << 32) | *(uint*)(bytes + 140), number: *(ulong*)(bytes + 32));

    private static EntryStatus? Mac(int result, byte* bytes) => result < 0 ? null : Status(
        mode: *(ushort*)(bytes + 4), owner: *(uint*)(bytes + 16), links: *(ushort*)(bytes + 6),
        device: *(uint*)bytes, number: *(ulong*)(bytes + 8));

    private static EntryStatus Status(ushort mode, uint owner, ulong links, ulong device, ulong number) => new(
        (mode & TypeMask) switch
        {
            TypeFile => EntryKind.File,
            TypeFolder => EntryKind.Folder,
            TypeLink => EntryKind.Link,
            _ => EntryKind.Special,
        },
        owner, links, (UnixFileMode)(mode & 0xFFF), (device, number));
}
