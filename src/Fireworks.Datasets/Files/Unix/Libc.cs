using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

// Arguments that need no conversion let these calls be compiled ahead of time.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]

namespace Fireworks.Datasets.Files.Unix;

/// <summary>
/// Functions of the C library of Linux and macOS that .NET has no method for. <c>open</c> and <c>openat</c> are declared without their
/// variable argument, the mode of a new file, which Apple passes on the stack on ARM64; so they only open what exists.
/// </summary>
internal static partial class Libc
{
    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenAt(SafeFileHandle folder, string name, int flags);

    [LibraryImport(Library, EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeFolderAt(SafeFileHandle folder, string name, uint mode);

    [LibraryImport(Library, EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int UnlinkAt(SafeFileHandle folder, string name, int flags);

    [LibraryImport(Library, EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RenameAt(int folder, string path, SafeFileHandle targetFolder, string target);

    [LibraryImport(Library, EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LinkAt(int folder, string path, SafeFileHandle targetFolder, string target, int flags);

    [LibraryImport(Library, EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unlink(string path);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    /// <summary>statx of Linux 4.11, whose structure is the same on every architecture.</summary>
    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int LinuxStatus(int folder, string path, int flags, uint mask, byte* status);

    /// <inheritdoc cref="LinuxStatus(int, string, int, uint, byte*)"/>
    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int LinuxStatus(SafeFileHandle folder, string path, int flags, uint mask, byte* status);

    /// <summary>The same without the library, whose musl has no <c>statx</c> before version 1.2.5 (Alpine 3.20).</summary>
    /// <param name="number">The number of <c>statx</c> on this architecture.</param>
    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int SystemCall(nint number, int folder, string path, int flags, uint mask, byte* status);

    /// <inheritdoc cref="SystemCall(nint, int, string, int, uint, byte*)"/>
    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int SystemCall(nint number, SafeFileHandle folder, string path, int flags, uint mask, byte* status);

    /// <summary>renameat2 of Linux 3.15, which can refuse to replace a file. As statx, it is not in every C library.</summary>
    /// <param name="number">Its number on this architecture.</param>
    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SystemCall(nint number, int folder, string path, SafeFileHandle targetFolder, string target, uint flags);

    /// <summary>Whether the library has a function.</summary>
    public static bool Has(string function) =>
        NativeLibrary.TryLoad(Library, typeof(Libc).Assembly, null, out var library) && NativeLibrary.TryGetExport(library, function, out _);

    /// <summary>fstatat of macOS, with inode numbers of 64 bits. On Intel, the plain name has those of 32.</summary>
    [LibraryImport(Library, EntryPoint = "fstatat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int MacIntelStatus(int folder, string path, byte* status, int flags);

    /// <inheritdoc cref="MacIntelStatus(int, string, byte*, int)"/>
    [LibraryImport(Library, EntryPoint = "fstatat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int MacIntelStatus(SafeFileHandle folder, string path, byte* status, int flags);

    /// <inheritdoc cref="MacIntelStatus(int, string, byte*, int)"/>
    [LibraryImport(Library, EntryPoint = "fstatat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int MacArmStatus(int folder, string path, byte* status, int flags);

    /// <inheritdoc cref="MacIntelStatus(int, string, byte*, int)"/>
    [LibraryImport(Library, EntryPoint = "fstatat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int MacArmStatus(SafeFileHandle folder, string path, byte* status, int flags);

    /// <summary>fstat of macOS.</summary>
    [LibraryImport(Library, EntryPoint = "fstat$INODE64", SetLastError = true)]
    public static unsafe partial int MacIntelStatus(SafeFileHandle file, byte* status);

    /// <inheritdoc cref="MacIntelStatus(SafeFileHandle, byte*)"/>
    [LibraryImport(Library, EntryPoint = "fstat", SetLastError = true)]
    public static unsafe partial int MacArmStatus(SafeFileHandle file, byte* status);

    [LibraryImport(Library, EntryPoint = "fstatvfs", SetLastError = true)]
    public static unsafe partial int FileSystemStatus(SafeFileHandle file, byte* status);
}
