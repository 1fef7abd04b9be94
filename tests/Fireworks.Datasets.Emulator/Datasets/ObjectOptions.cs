namespace Fireworks.Datasets.Emulator;

/// <summary>How the storage holds and announces one file. The default is a plain object with everything a client can wish for.</summary>
public sealed record ObjectOptions
{
    internal static ObjectOptions Default { get; } = new();

    /// <summary>
    /// Stored gzipped with <c>Content-Encoding: gzip</c>. Asked for without <c>Accept-Encoding: gzip</c> it comes
    /// decompressed: without length, ignoring ranges, with the hashes of the stored bytes.
    /// </summary>
    public bool GzipEncoded { get; init; }

    public bool WeakETag { get; init; }
    public bool NoETag { get; init; }

    /// <summary>Ranges are ignored: always 200, no <c>Accept-Ranges</c>.</summary>
    public bool NoRanges { get; init; }

    /// <summary>Sent chunked.</summary>
    public bool NoLength { get; init; }

    /// <summary>No <c>x-goog-hash</c>.</summary>
    public bool NoHashes { get; init; }

    /// <summary>Each hash in an <c>x-goog-hash</c> line of its own, instead of one line with commas.</summary>
    public bool SplitHashHeader { get; init; }

    /// <summary>Answers 206 from the present object whatever <c>If-Range</c> says, as three of four stores do.</summary>
    public bool IgnoresIfRange { get; init; }

    /// <summary>Does not know <c>If-Match</c>, as s3rver.</summary>
    public bool IgnoresIfMatch { get; init; }

    /// <summary>Answers with the contents whatever <c>If-None-Match</c> says.</summary>
    public bool IgnoresIfNoneMatch { get; init; }

    /// <summary>Added to every answer with a body of this object, in place of a header of the same name; null takes it away.</summary>
    public IReadOnlyDictionary<string, string?> Headers { get; init; } = new Dictionary<string, string?>();
}
