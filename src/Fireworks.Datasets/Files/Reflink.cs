using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

/// <summary>Makes a copy that shares its blocks until one of the two is written to (btrfs, XFS, bcachefs, ZFS on Linux).</summary>
internal static partial class Reflink
{
    /// <summary>FICLONE of linux/fs.h. On POWER, which encodes it differently, the call fails and the caller copies the bytes.</summary>
    private const nuint Ficlone = 0x40049409;

    /// <returns>False if the two files cannot share blocks. The destination is still empty then.</returns>
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
            // The error does not matter (not supported, another file system, ...): a plain copy comes next, and reports a real problem.
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
