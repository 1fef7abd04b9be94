using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

/// <summary>A copy that shares its blocks until one of the two is written to (btrfs, XFS, bcachefs, ZFS on Linux).</summary>
internal static partial class Reflink
{
    /// <summary>FICLONE of linux/fs.h, the same on every architecture that .NET runs on.</summary>
    private const nuint Ficlone = 0x40049409;

    /// <returns>False where the two cannot share blocks; then the destination is still empty.</returns>
    public static bool TryClone(SafeFileHandle source, SafeFileHandle emptyDestination)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        var added = false;
        try
        {
            source.DangerousAddRef(ref added);
            // Whatever it answers (not supported, another file system, ...), a plain copy comes next and reports what is really wrong.
            return Ioctl(emptyDestination, Ficlone, source.DangerousGetHandle()) == 0;
        }
        finally
        {
            if (added)
            {
                source.DangerousRelease();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ioctl(SafeFileHandle file, nuint request, nint argument);
}
