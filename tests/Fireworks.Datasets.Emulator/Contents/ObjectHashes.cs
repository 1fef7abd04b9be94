using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Fireworks.Datasets.Emulator;

/// <summary>
/// What the storage declares about an object in <c>x-goog-hash</c>. Large objects declare CRC32C only, as composite
/// objects of Google Cloud Storage do: MD5 of a gigabyte would take longer than sending it.
/// </summary>
internal sealed class ObjectHashes(ObjectContent content)
{
    private const long LargestWithMd5 = 32 * 1024 * 1024;
    private const int BufferSize = 128 * 1024;

    private readonly Lazy<(string Crc32C, string? Md5)> _hashes = new(() => Compute(content));

    /// <summary>Base64 of the big-endian CRC32C.</summary>
    public string Crc32C => _hashes.Value.Crc32C;

    /// <summary>Base64.</summary>
    public string? Md5 => _hashes.Value.Md5;

    public static string Sha256(ObjectContent content)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ForEachBuffer(content, (buffer, count) => sha256.AppendData(buffer, 0, count));
        return Convert.ToHexStringLower(sha256.GetHashAndReset());
    }

    private static (string Crc32C, string? Md5) Compute(ObjectContent content)
    {
        using var md5 = content.Length <= LargestWithMd5 ? IncrementalHash.CreateHash(HashAlgorithmName.MD5) : null;
        var crc = uint.MaxValue;
        ForEachBuffer(content, (buffer, count) =>
        {
            crc = Crc(crc, buffer.AsSpan(0, count));
            md5?.AppendData(buffer, 0, count);
        });
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, ~crc);
        return (Convert.ToBase64String(bytes), md5 is null ? null : Convert.ToBase64String(md5.GetHashAndReset()));
    }

    private static void ForEachBuffer(ObjectContent content, Action<byte[], int> use)
    {
        using var reader = content.Open();
        var buffer = new byte[Math.Min(BufferSize, content.Length)];
        for (long offset = 0; offset < content.Length; offset += buffer.Length)
        {
            var count = (int)Math.Min(buffer.Length, content.Length - offset);
            reader.Read(offset, buffer.AsSpan(0, count));
            use(buffer, count);
        }
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var single in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, single);
        }

        return crc;
    }
}
