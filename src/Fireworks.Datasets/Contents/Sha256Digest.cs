using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Fireworks.Datasets.Contents;

/// <summary>A SHA-256 digest (FIPS 180-4), held as 64 lower-case hexadecimal digits.</summary>
internal sealed record Sha256Digest
{
    private readonly string _hex;

    private Sha256Digest(string hex) => _hex = hex;

    public static Sha256Digest FromBytes(ReadOnlySpan<byte> digest) =>
        digest.Length == SHA256.HashSizeInBytes
            ? new(Convert.ToHexString(digest).ToLowerInvariant())
            : throw new ArgumentException("A SHA-256 digest has 32 bytes.", nameof(digest));

    public static Sha256Digest Of(ReadOnlySpan<byte> contents) => FromBytes(SHA256.HashData(contents));

    /// <summary>Computes the digest of the bytes from the stream's current position to its end.</summary>
    public static Sha256Digest Of(Stream contents) => FromBytes(SHA256.HashData(contents));

    /// <inheritdoc cref="Of(Stream)"/>
    public static async Task<Sha256Digest> OfAsync(Stream contents, CancellationToken cancellationToken) =>
        FromBytes(await SHA256.HashDataAsync(contents, cancellationToken).ConfigureAwait(false));

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Sha256Digest? digest)
    {
        var valid = text is { Length: 64 } && HexDigits.Are(text);
        digest = valid ? new(text!) : null;
        return valid;
    }

    /// <summary>Returns the 64 digits.</summary>
    public override string ToString() => _hex;
}
