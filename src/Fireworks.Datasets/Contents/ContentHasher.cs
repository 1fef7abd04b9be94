using System.Security.Cryptography;

namespace Fireworks.Datasets.Contents;

/// <summary>Computes several checksums of one content, piece by piece. For one thread at a time.</summary>
internal sealed class ContentHasher : IDisposable
{
    private readonly bool _hasCrc;
    private readonly List<(ChecksumAlgorithm Algorithm, IncrementalHash Hash)> _hashes = [];
    private Crc32C _crc;

    public ContentHasher(IEnumerable<ChecksumAlgorithm> algorithms)
    {
        foreach (var algorithm in algorithms.Distinct())
        {
            if (algorithm == ChecksumAlgorithm.Crc32C)
            {
                _hasCrc = true;
            }
            else
            {
                _hashes.Add((algorithm, IncrementalHash.CreateHash(NameOf(algorithm))));
            }
        }
    }

    /// <summary>SHA-256, as for all that is written, and whatever else storage declares.</summary>
    public static ContentHasher For(DeclaredChecksums declared) => new(declared.Algorithms.Append(ChecksumAlgorithm.Sha256));

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        if (_hasCrc)
        {
            _crc.Append(bytes);
        }

        foreach (var (_, hash) in _hashes)
        {
            hash.AppendData(bytes);
        }
    }

    /// <summary>The checksums of all that was appended; starts afresh.</summary>
    public ContentHashes Finish()
    {
        var values = _hashes.ToDictionary(entry => entry.Algorithm, entry => entry.Hash.GetHashAndReset());
        if (_hasCrc)
        {
            values[ChecksumAlgorithm.Crc32C] = _crc.ToBytes();
        }

        var hashes = new ContentHashes(Length, values);
        (_crc, Length) = (default, 0);
        return hashes;
    }

    public void Dispose()
    {
        foreach (var (_, hash) in _hashes)
        {
            hash.Dispose();
        }
    }

    private static HashAlgorithmName NameOf(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Md5 => HashAlgorithmName.MD5,
        ChecksumAlgorithm.Sha256 => HashAlgorithmName.SHA256,
        _ => HashAlgorithmName.SHA512,
    };
}

/// <summary>Length and checksums of a content that was read to its end.</summary>
internal sealed class ContentHashes(long length, IReadOnlyDictionary<ChecksumAlgorithm, byte[]> values)
{
    public long Length => length;

    public byte[] this[ChecksumAlgorithm algorithm] => values[algorithm];

    public Sha256Digest Sha256 => Sha256Digest.FromBytes(values[ChecksumAlgorithm.Sha256]);
}
