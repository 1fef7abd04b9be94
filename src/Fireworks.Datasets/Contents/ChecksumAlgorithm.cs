namespace Fireworks.Datasets.Contents;

/// <summary>A checksum that storage may declare for what it sends.</summary>
internal enum ChecksumAlgorithm
{
    Crc32C,
    Md5,
    Sha256,
    Sha512,
}

/// <summary>A checksum that storage declares, in the byte order of its header.</summary>
internal sealed record DeclaredChecksum(ChecksumAlgorithm Algorithm, byte[] Expected);

/// <summary>The names of the algorithms in headers and messages, and the sizes of their checksums.</summary>
internal static class ChecksumAlgorithms
{
    /// <summary>Finds the algorithm that a header names, such as <c>MD5</c> or <c>sha-256</c>; <see langword="null"/> if unsupported.</summary>
    public static ChecksumAlgorithm? Named(ReadOnlySpan<char> name) =>
        Is(name, "crc32c") ? ChecksumAlgorithm.Crc32C
        : Is(name, "md5") ? ChecksumAlgorithm.Md5
        : Is(name, "sha-256") ? ChecksumAlgorithm.Sha256
        : Is(name, "sha-512") ? ChecksumAlgorithm.Sha512
        : null;

    public static string Name(this ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32C => "crc32c",
        ChecksumAlgorithm.Md5 => "md5",
        ChecksumAlgorithm.Sha256 => "sha-256",
        ChecksumAlgorithm.Sha512 => "sha-512",
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    public static int SizeInBytes(this ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32C => 4,
        ChecksumAlgorithm.Md5 => 16,
        ChecksumAlgorithm.Sha256 => 32,
        ChecksumAlgorithm.Sha512 => 64,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    private static bool Is(ReadOnlySpan<char> name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
