using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers;

/// <summary>What the headers of a whole answer (200) declare about its body.</summary>
/// <param name="Validator"><see langword="null"/> if the answer has none that identifies the bytes as sent.</param>
/// <param name="Length">The number of bytes as sent, before decoding; <see langword="null"/> if undeclared.</param>
/// <param name="AcceptsRanges">Whether the server declares that it accepts range requests.</param>
/// <param name="IsGzip">Whether the bytes must be decoded from gzip when they are complete.</param>
internal sealed record Representation(Validator? Validator, long? Length, bool AcceptsRanges, bool IsGzip, DeclaredChecksums Checksums)
{
    /// <summary>
    /// Whether storage holds gzip and decoded it for this answer, because the request did not accept gzip. Such an answer has
    /// no length and no ranges, and the checksums that it declares are those of the stored bytes.
    /// </summary>
    public bool IsTranscoded { get; private init; }

    /// <summary>The number of bytes in <c>x-goog-stored-content-length</c>, which storage may send without <c>Content-Length</c>.</summary>
    public long? StoredLength { get; private init; }

    /// <summary>Whether a partial download can be continued later. Only a validator proves that storage still has the same bytes.</summary>
    public bool IsResumable => Validator is not null && Length > 0;

    /// <exception cref="TransferException">The answer has a content coding that was not asked for.</exception>
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
            StoredLength = long.TryParse(Single(response, "x-goog-stored-content-length"), out var storedLength) && storedLength >= 0 ? storedLength : null,
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
                // Some S3 stores repeat aws-chunked, the coding of the upload, although the stored bytes do not have it.
                if (Is(coding, "identity") || Is(coding, "aws-chunked"))
                {
                    continue;
                }

                if (!IsGzipName(coding) || isGzip)
                {
                    throw new TransferException(FailureKind.InvalidResponse, $"storage sends it encoded as '{Problem.Quoted(values.ToString())}', which was not asked for", transient: false)
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
