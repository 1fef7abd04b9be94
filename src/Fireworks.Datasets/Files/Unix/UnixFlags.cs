using System.Runtime.InteropServices;

namespace Fireworks.Datasets.Files.Unix;

/// <summary>
/// Constants of fcntl.h and sys/file.h. Those of Linux are in include/uapi/asm-generic/fcntl.h; arch/arm, arch/arm64 and arch/powerpc
/// have two of their own in include/uapi/asm/fcntl.h. Those of macOS are in bsd/sys/fcntl.h of XNU.
/// </summary>
internal static class UnixFlags
{
    public const int ReadOnly = 0, ReadWrite = 2;
    public const int LockShared = 1, LockExclusive = 2, LockWithoutWaiting = 4;

    /// <summary>For a folder argument: paths are relative to the current directory, so that only full ones may follow.</summary>
    public static int NoFolder => IsMac ? -2 : -100;

    /// <summary>For <c>unlinkat</c>: removes an empty folder.</summary>
    public static int RemoveFolder => IsMac ? 0x80 : 0x200;

    /// <summary>For <c>renameat2</c>: fails where the target exists.</summary>
    public const uint KeepTarget = 1;

    /// <summary>From the same tables as <see cref="UnixStatus.NumberOfStatx"/>.</summary>
    public static nint NumberOfRenameAt2 => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 316,
        Architecture.X86 => 353,
        Architecture.Ppc64le => 357,
        Architecture.Arm or Architecture.Armv6 => 382,
        Architecture.S390x => 347,
        _ => 276,
    };

    /// <summary>For the status of a path: looks at a link and not at its target.</summary>
    public static int LinkItself => IsMac ? 0x20 : 0x100;

    /// <summary>For <c>statx</c>: with an empty path, the status of the handle.</summary>
    public const int HandleItself = 0x1000;

    /// <summary>Opens no FIFO or device that keeps its opener waiting, makes no terminal ours, and gives the handle to no child process.</summary>
    public static int WithoutWaiting => IsMac ? 0x4 | 0x20000 | 0x1000000 : 0x800 | 0x100 | 0x80000;

    public static int NoLink => IsMac ? 0x100 : HasOwnNumbers ? 0x8000 : 0x20000;

    /// <summary>
    /// Opens a folder to work relative to it. On Linux this needs no permission to read it (O_PATH), and lists nothing.
    /// </summary>
    public static int Folder => IsMac ? 0x100000 | 0x1000000 : (HasOwnNumbers ? 0x4000 : 0x10000) | 0x200000 | 0x80000;

    private static bool IsMac => OperatingSystem.IsMacOS();

    private static bool HasOwnNumbers => RuntimeInformation.ProcessArchitecture
        is Architecture.Arm or Architecture.Armv6 or Architecture.Arm64 or Architecture.Ppc64le;
}
