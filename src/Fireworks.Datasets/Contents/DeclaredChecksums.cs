using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Fireworks.Datasets.Contents;

/// <summary>
/// The checksums that storage declares for all bytes of a file as sent, before any decoding. A checksum that cannot be parsed
/// or has an unsupported algorithm is ignored, because storage need not declare any. An S3 <c>ETag</c> is not used as a
/// checksum, because it is an MD5 only for some uploads.
/// </summary>
internal sealed class DeclaredChecksums
{
    private readonly IReadOnlyList<DeclaredChecksum> _checksums;

    private DeclaredChecksums(IReadOnlyList<DeclaredChecksum> checksums) => _checksums = checksums;

    public static DeclaredChecksums None { get; } = new([]);

    public bool IsEmpty => _checksums.Count == 0;

    public IEnumerable<ChecksumAlgorithm> Algorithms => _checksums.Select(checksum => checksum.Algorithm).Distinct();

    /// <summary>
    /// Reads <c>x-goog-hash</c>, <c>Repr-Digest</c> (RFC 9530), <c>Digest</c> (RFC 3230) and, from a whole answer (200) only,
    /// <c>Content-MD5</c> (RFC 1864). In a 206, <c>Content-MD5</c> may be the checksum of the range.
    /// </summary>
    public static DeclaredChecksums FromHeaders(HttpResponseMessage response)
    {
        List<DeclaredChecksum>? found = null;
        foreach (var header in response.Headers.NonValidated)
        {
            if (Lists(header.Key))
            {
                foreach (var value in header.Value)
                {
                    AddList(value, ref found);
                }
            }
        }

        if (response.StatusCode == HttpStatusCode.OK && response.Content.Headers.NonValidated.TryGetValues("Content-MD5", out var md5))
        {
            Add(ChecksumAlgorithm.Md5, md5.ToString().AsSpan().Trim(), ref found);
        }

        return found is null ? None : new(found);
    }

    /// <summary>Parses the result of <see cref="ToText"/>. It fails if any entry is invalid.</summary>
    public static bool TryParse(IReadOnlyList<string> text, [NotNullWhen(true)] out DeclaredChecksums? checksums)
    {
        List<DeclaredChecksum>? found = null;
        foreach (var entry in text)
        {
            AddList(entry, ref found);
        }

        checksums = (found?.Count ?? 0) == text.Count ? new(found ?? []) : null;
        return checksums is not null;
    }

    /// <summary>Formats each checksum as its algorithm and its value in Base64, for example <c>crc32c=AAAAAA==</c>.</summary>
    public IReadOnlyList<string> ToText() =>
        [.. _checksums.Select(checksum => $"{checksum.Algorithm.Name()}={Convert.ToBase64String(checksum.Expected)}")];

    /// <summary>The first algorithm whose declared value differs from the computed one; <see langword="null"/> if all are equal.</summary>
    public ChecksumAlgorithm? FirstMismatch(HashedContent computed) => _checksums
        .Where(checksum => !computed.Checksums[checksum.Algorithm].AsSpan().SequenceEqual(checksum.Expected))
        .Select(checksum => (ChecksumAlgorithm?)checksum.Algorithm)
        .FirstOrDefault();

    private static bool Lists(string header) =>
        header.Equals("x-goog-hash", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Repr-Digest", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Digest", StringComparison.OrdinalIgnoreCase);

    /// <summary>Parses a comma-separated list of <c>name=base64</c> or, in the syntax of RFC 9530, <c>name=:base64:</c>.</summary>
    private static void AddList(string list, ref List<DeclaredChecksum>? found)
    {
        foreach (var entry in list.Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && ChecksumAlgorithms.Named(entry.AsSpan(0, equals)) is { } algorithm)
            {
                Add(algorithm, entry.AsSpan(equals + 1).Trim(':'), ref found);
            }
        }
    }

    private static void Add(ChecksumAlgorithm algorithm, ReadOnlySpan<char> base64, ref List<DeclaredChecksum>? found)
    {
        var bytes = new byte[algorithm.SizeInBytes()];
        if (Convert.TryFromBase64Chars(base64, bytes, out var written) && written == bytes.Length)
        {
            (found ??= []).Add(new(algorithm, bytes));
        }
    }
}
