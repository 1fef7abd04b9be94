using System.IO.Compression;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Service;

/// <summary>The body of an answer, read under a stall watchdog and up to a length.</summary>
/// <param name="secrets">What was sent, and may be repeated in the answer.</param>
internal sealed class AnswerBody(HttpResponseMessage response, StallWatchdog watchdog, string host, long maxLength, SecretScrubber secrets)
{
    private Stream? _stream;

    public long Length { get; private set; }

    public string? MediaType => response.Content.Headers.ContentType?.MediaType;

    /// <summary>Without a length and without chunks the end of the connection is the end of the body, and a cut cannot be seen.</summary>
    public bool EndsWithConnection =>
        response.Content.Headers.ContentLength is null && response.Headers.TransferEncodingChunked != true;

    /// <summary>0 at the end.</summary>
    /// <exception cref="TransferException">The connection was lost or stalled, or the body is too long.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            _stream ??= Decoded(await response.Content.ReadAsStreamAsync(watchdog.Token).ConfigureAwait(false));
            var read = await _stream.ReadAsync(buffer, watchdog.Token).ConfigureAwait(false);
            watchdog.Progressed();
            Length += read;
            return Length <= maxLength ? read : throw Wrong($"it is longer than {maxLength} bytes");
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw FailureClassifier.FromException(exception, host);
        }
        catch (InvalidDataException)
        {
            throw Wrong("its gzip encoding is damaged");
        }
    }

    /// <summary>Encoded answers are not asked for, but a gateway may send them. What is cut short is no whole JSON.</summary>
    private Stream Decoded(Stream stream) => string.Join(", ", response.Content.Headers.ContentEncoding).ToUpperInvariant() switch
    {
        "" or "IDENTITY" => stream,
        "GZIP" or "X-GZIP" => new GZipStream(stream, CompressionMode.Decompress),
        var other => throw Wrong($"it is encoded as {Diagnostics.Problem.Quoted(other)}, which was not asked for"),
    };

    /// <summary>The first <paramref name="length"/> bytes, or all where there are fewer.</summary>
    public async Task<byte[]> ReadBeginningAsync(int length)
    {
        var buffer = new byte[length];
        var filled = 0;
        while (filled < length && await ReadAsync(buffer.AsMemory(filled)).ConfigureAwait(false) is > 0 and var read)
        {
            filled += read;
        }

        return buffer[..filled];
    }

    /// <summary>Text of the answer that is to be shown. To be used before it is shortened: half a secret is no longer recognised.</summary>
    public string Scrub(string text) => secrets.Scrub(text);

    /// <param name="why">As the end of "The answer is not what the API promises: ...".</param>
    public TransferException Wrong(string why, bool transient = false) => new(FailureKind.InvalidResponse, why, transient) { Host = host };
}
