using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers;

/// <summary>What the headers of a whole answer (200) say of the bytes that follow.</summary>
/// <param name="Length">Of the bytes as sent; <see langword="null"/> where the answer does not say.</param>
/// <param name="AcceptsRanges">Whether the server says that it can send parts.</param>
/// <param name="IsGzip">Whether the bytes have to be decoded once they are complete.</param>
internal sealed record Representation(Validator? Validator, long? Length, bool AcceptsRanges, bool IsGzip, DeclaredChecksums Checksums)
{
    /// <summary>
    /// Storage holds gzip and decoded it on the way, because we did not accept gzip: no length, no ranges, and the
    /// checksums are those of other bytes.
    /// </summary>
    public bool IsTranscoded { get; private init; }

    /// <summary>The length that the storage itself declares, also where the answer has none.</summary>
    public long? StoredLength { get; private init; }

    /// <summary>Whether a part that arrived can be completed later: equal bytes must be provable.</summary>
    public bool IsResumable => Validator is not null && Length > 0;

    /// <exception cref="TransferException">A content coding that nobody asked for.</exception>
    public static Representation Of(HttpResponseMessage response, string host)
    {
        var isGzip = IsGzipEncoded(response, host);
        var stored = Single(response, "x-goog-stored-content-encoding");
        var isAltered = stored is not null && isGzip != IsGzipName(stored);
        var length = response.Content.Headers.ContentLength;
        if (isAltered)
        {
            return new(null, length, false, isGzip, DeclaredChecksums.None) { IsTranscoded = !isGzip };
        }

        return new(Http.Validator.Of(response), length, AcceptsByteRanges(response), isGzip, DeclaredChecksums.FromHeaders(response))
        {
            StoredLength = long.TryParse(Single(response, "x-goog-stored-content-length"), out var storedLength) ? storedLength : null,
        };
    }

    /// <summary>Whether the answer's <c>Content-Encoding</c> is gzip.</summary>
    public static bool IsGzipEncoded(HttpResponseMessage response, string host)
    {
        var isGzip = false;
        if (response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values))
        {
            foreach (var coding in values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            {
                // Some S3 stores repeat the coding of the upload, which the stored bytes do not have.
                if (Is(coding, "identity") || Is(coding, "aws-chunked"))
                {
                    continue;
                }

                if (!IsGzipName(coding) || isGzip)
                {
                    throw new TransferException(FailureKind.InvalidResponse, $"storage sends it encoded as '{values}', which was not asked for", transient: false)
                    {
                        Host = host,
                    };
                }

                isGzip = true;
            }
        }

        return isGzip;
    }

    private static bool AcceptsByteRanges(HttpResponseMessage response) =>
        response.Headers.AcceptRanges.Any(unit => Is(unit, "bytes"));

    private static bool IsGzipName(string coding) => Is(coding, "gzip") || Is(coding, "x-gzip");

    private static bool Is(string text, string expected) => text.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static string? Single(HttpResponseMessage response, string header) =>
        response.Headers.NonValidated.TryGetValues(header, out var values) && values.Count == 1 ? values.ToString().Trim() : null;
}
