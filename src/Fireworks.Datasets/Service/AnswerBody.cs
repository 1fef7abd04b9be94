using System.IO.Compression;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Service;

/// <summary>The body of an answer of the service. It is decoded, and its length is limited.</summary>
internal sealed class AnswerBody
{
    private readonly WatchedAnswer _answer;
    private readonly string _host;

    public AnswerBody(WatchedAnswer answer, string host, long maxLength)
    {
        (_answer, _host) = (answer, host);
        answer.Bound(maxLength, _ => Wrong($"it is longer than {maxLength} bytes"));
        answer.DecodeWith(Decode);
    }

    /// <summary>Number of bytes that were read so far, after decoding.</summary>
    public long Length => _answer.BytesRead;

    public string? MediaType => _answer.Response.Content.Headers.ContentType?.MediaType;

    /// <summary>Whether the body has neither length nor chunks. Only the end of the connection ends it, so truncation goes unnoticed.</summary>
    public bool EndsWithConnection =>
        _answer.Response.Content.Headers.ContentLength is null && _answer.Response.Headers.TransferEncodingChunked != true;

    /// <inheritdoc cref="WatchedAnswer.ReadAsync"/>
    public ValueTask<int> ReadAsync(Memory<byte> buffer) => _answer.ReadAsync(buffer);

    /// <inheritdoc cref="WatchedAnswer.ReadBeginningAsync"/>
    public Task<byte[]> ReadBeginningAsync(int length) => _answer.ReadBeginningAsync(length);

    /// <param name="why">The end of the sentence "The answer is not what the API promises: ...".</param>
    public TransferException Wrong(string why, bool transient = false) => new(FailureKind.InvalidResponse, why, transient) { Host = _host };

    /// <summary>
    /// Decodes gzip, which is not requested but which a gateway may add. A truncated gzip stream may end without an error, but
    /// the JSON in it is then incomplete and does not parse.
    /// </summary>
    private Stream Decode(Stream stream) => string.Join(", ", _answer.Response.Content.Headers.ContentEncoding).ToUpperInvariant() switch
    {
        "" or "IDENTITY" => stream,
        "GZIP" or "X-GZIP" => new GZipStream(stream, CompressionMode.Decompress),
        var other => throw Wrong($"it is encoded as {Diagnostics.Problem.Quoted(other)}, which was not asked for"),
    };
}
