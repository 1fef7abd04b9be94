using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

/// <summary>Opens existing files to read them. Others may write to them, rename and delete them meanwhile.</summary>
internal static class OpenFile
{
    /// <exception cref="IOException">It is not there, or cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static FileStream ToRead(string path, FileOptions options = FileOptions.None) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, options);

    /// <summary>The stamp of an open file, whatever is at its path by now.</summary>
    public static FileStamp Stamp(SafeFileHandle file) => new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file).Ticks);
}
