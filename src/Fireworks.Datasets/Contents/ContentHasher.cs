using System.Security.Cryptography;

namespace Fireworks.Datasets.Contents;

/// <summary>Computes the SHA-256 digest and the declared checksums of one content, piece by piece. It is not thread-safe.</summary>
internal sealed class ContentHasher : IDisposable
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<(ChecksumAlgorithm Algorithm, IncrementalHash Hash)> _others = [];
    private readonly bool _hasCrc;
    private Crc32C _crc;
    private long _length;

    public ContentHasher(DeclaredChecksums declared)
    {
        foreach (var algorithm in declared.Algorithms)
        {
            _hasCrc |= algorithm == ChecksumAlgorithm.Crc32C;
            if (algorithm is ChecksumAlgorithm.Md5 or ChecksumAlgorithm.Sha512)
            {
                _others.Add((algorithm, IncrementalHash.CreateHash(algorithm == ChecksumAlgorithm.Md5 ? HashAlgorithmName.MD5 : HashAlgorithmName.SHA512)));
            }
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        _sha256.AppendData(bytes);
        if (_hasCrc)
        {
            _crc.Append(bytes);
        }

        foreach (var (_, hash) in _others)
        {
            hash.AppendData(bytes);
        }
    }

    /// <summary>Returns the checksums of all bytes that were appended. No bytes may be appended afterwards.</summary>
    public HashedContent Finish()
    {
        var sha256 = _sha256.GetHashAndReset();
        var checksums = new Dictionary<ChecksumAlgorithm, byte[]> { [ChecksumAlgorithm.Sha256] = sha256 };
        if (_hasCrc)
        {
            checksums[ChecksumAlgorithm.Crc32C] = _crc.ToBytes();
        }

        foreach (var (algorithm, hash) in _others)
        {
            checksums[algorithm] = hash.GetHashAndReset();
        }

        return new(new(_length, Sha256Digest.FromBytes(sha256)), checksums);
    }

    public void Dispose()
    {
        _sha256.Dispose();
        foreach (var (_, hash) in _others)
        {
            hash.Dispose();
        }
    }
}
