using System.IO.Compression;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Service;

/// <summary>The body of an answer of the service, bounded and decoded.</summary>
internal sealed class AnswerBody
{
    private readonly WatchedAnswer _answer;
    private readonly string _host;
    private readonly SecretScrubber _secrets;

    public AnswerBody(WatchedAnswer answer, string host, long maxLength, SecretScrubber secrets)
    {
        (_answer, _host, _secrets) = (answer, host, secrets);
        answer.Bound(maxLength, _ => Wrong($"it is longer than {maxLength} bytes"));
        answer.DecodeWith(Decode);
    }

    /// <summary>Bytes that were read so far.</summary>
    public long Length => _answer.BytesRead;

    public string? MediaType => _answer.Response.Content.Headers.ContentType?.MediaType;

    /// <summary>Without a length and without chunks the end of the connection is the end of the body, and a cut cannot be seen.</summary>
    public bool EndsWithConnection =>
        _answer.Response.Content.Headers.ContentLength is null && _answer.Response.Headers.TransferEncodingChunked != true;

    /// <inheritdoc cref="WatchedAnswer.ReadAsync"/>
    public ValueTask<int> ReadAsync(Memory<byte> buffer) => _answer.ReadAsync(buffer);

    /// <inheritdoc cref="WatchedAnswer.ReadBeginningAsync"/>
    public Task<byte[]> ReadBeginningAsync(int length) => _answer.ReadBeginningAsync(length);

    /// <summary>Text of the answer that is to be shown. To be used before it is shortened: half a secret is no longer recognised.</summary>
    public string Scrub(string text) => _secrets.Scrub(text);

    /// <param name="why">As the end of "The answer is not what the API promises: ...".</param>
    public TransferException Wrong(string why, bool transient = false) => new(FailureKind.InvalidResponse, why, transient) { Host = _host };

    /// <summary>Encoded answers are not asked for, but a gateway may send them. What is cut short is no whole JSON, so it shows.</summary>
    private Stream Decode(Stream stream) => string.Join(", ", _answer.Response.Content.Headers.ContentEncoding).ToUpperInvariant() switch
    {
        "" or "IDENTITY" => stream,
        "GZIP" or "X-GZIP" => new GZipStream(stream, CompressionMode.Decompress),
        var other => throw Wrong($"it is encoded as {Diagnostics.Problem.Quoted(other)}, which was not asked for"),
    };
}
