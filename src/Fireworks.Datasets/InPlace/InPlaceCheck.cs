using System.Security.Cryptography;
using Fireworks.Datasets.Contents;

namespace Fireworks.Datasets.InPlace;

/// <summary>Tells whether a file in place is what it should be: by length and time stamp where the state knows them, else by its digest.</summary>
internal static class InPlaceCheck
{
    /// <returns>The file's state, or <see langword="null"/> where it is missing, is something else, or is not known to be right.</returns>
    /// <param name="expected">The digest that it must have; <see langword="null"/>: whatever the state says that it has.</param>
    public static FileInPlace? Find(string path, FileInPlace? remembered, Sha256Digest? expected)
    {
        if (FindFile(path) is not { } file)
        {
            return null;
        }

        var modified = file.LastWriteTimeUtc.Ticks;
        if (remembered is not null && remembered.Length == file.Length && remembered.TimeStampTicks == modified)
        {
            return expected is null || remembered.Digest == expected ? remembered : null;
        }

        // Restored by a CI cache, touched, or edited: only the bytes can tell.
        return expected is { } digest && Digest(path) == digest
            ? new FileInPlace(file.Length, modified, digest, remembered?.Digest == digest ? remembered.ETag : null)
            : null;
    }

    /// <summary>Whether the file has this length, in bytes, and this last write time, in <see cref="DateTime.Ticks"/> of UTC.</summary>
    public static bool IsStill(string path, long length, long timeStampTicks) =>
        FindFile(path) is { } file && file.Length == length && file.LastWriteTimeUtc.Ticks == timeStampTicks;

    public static Sha256Digest Digest(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        return Sha256Digest.FromBytes(SHA256.HashData(stream));
    }

    /// <summary>A symbolic link is never ours, wherever it points.</summary>
    private static FileInfo? FindFile(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && (file.Attributes & FileAttributes.ReparsePoint) == 0 ? file : null;
    }
}
