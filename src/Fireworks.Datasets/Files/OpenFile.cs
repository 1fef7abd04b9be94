using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

/// <summary>Opens existing files for reading. Other processes may write, rename and delete them at the same time.</summary>
internal static class OpenFile
{
    /// <exception cref="IOException">The file is missing or cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static FileStream ToRead(string path, FileOptions options = FileOptions.None) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, options);

    /// <summary>The stamp of an open file, even if another file has its path by now.</summary>
    public static FileStamp Stamp(SafeFileHandle file) => new(RandomAccess.GetLength(file), WriteTime.Of(file).Ticks);
}
