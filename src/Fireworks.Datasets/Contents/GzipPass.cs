using System.Buffers;
using System.Security.Cryptography;
using Fireworks.Datasets.Files;

namespace Fireworks.Datasets.Contents;

/// <summary>Decodes complete gzip bytes into files, hashing what it writes.</summary>
internal static class GzipPass
{
    private const int BufferSize = 256 * 1024;

    /// <exception cref="InvalidDataException">The bytes are not gzip, cut short or damaged.</exception>
    public static (Sha256Digest Digest, long Length) Run(Stream source, string path, string? copyPath, bool isPrivate, CancellationToken cancellationToken)
    {
        using var reader = new GzipReader(source);
        using var file = FileFailure.Guard("write", path, null, () => NewFile.Open(path, FileMode.Create, isPrivate));
        using var copy = copyPath is null ? null : FinalPass.CreateCopy(copyPath, 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            int count;
            while ((count = reader.Read(buffer)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var bytes = buffer.AsSpan(0, count);
                hash.AppendData(bytes);
                FinalPass.Write(file.SafeFileHandle, path, bytes, length, null);
                FinalPass.Write(copy, copyPath, bytes, length, null);
                length += count;
            }

            return (Sha256Digest.FromBytes(hash.GetHashAndReset()), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
