namespace Fireworks.Datasets.Downloads;

/// <summary>Files that only this user may read: datasets may be confidential, and these lie in a folder of the machine.</summary>
internal static class PrivateFile
{
    /// <summary>Opens it for reading and writing, unbuffered.</summary>
    /// <param name="mode">Whether what is there is kept.</param>
    /// <param name="reserve">Bytes to reserve on the disk, so that a full disk is noticed now and not at the end.</param>
    public static FileStream Open(string path, FileMode mode, long reserve = 0)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = 0,
            PreallocationSize = reserve,
        };
        if (mode != FileMode.Open && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return new FileStream(path, options);
    }

    public static void Write(string path, ReadOnlySpan<byte> contents)
    {
        using var file = Open(path, FileMode.Create);
        RandomAccess.Write(file.SafeFileHandle, contents, 0);
    }
}
