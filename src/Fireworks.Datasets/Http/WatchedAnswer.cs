using System.Net;

namespace Fireworks.Datasets.Http;

/// <summary>
/// An answer whose body is still to be read. All bodies are read through this type, so that every body is guarded: reading fails
/// when the server sends nothing for too long or more than the caller allows, and what .NET throws becomes a <see cref="TransferException"/>.
/// </summary>
/// <param name="host">Host and port that sent the answer.</param>
/// <param name="cancellationToken">The caller's token, without the watchdog's.</param>
internal sealed class WatchedAnswer(HttpResponseMessage response, StallWatchdog watchdog, string host, CancellationToken cancellationToken) : IDisposable
{
    private long _mostBytes = long.MaxValue;
    private Func<long, Exception>? _tooLong;
    private Func<Stream, Stream>? _decode;
    private Stream? _body;

    public HttpResponseMessage Response => response;

    public HttpStatusCode Status => response.StatusCode;

    public string Host => host;

    /// <summary>Number of bytes of the body that were read so far, after decoding.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Limits the body. Reading takes at most one byte more, which shows that the body is longer, and then fails.</summary>
    /// <param name="mostBytes">The longest body that is allowed, in bytes after decoding.</param>
    /// <param name="tooLong">Creates the exception from the number of bytes read.</param>
    public void Bound(long mostBytes, Func<long, Exception> tooLong) => (_mostBytes, _tooLong) = (mostBytes, tooLong);

    /// <summary>Decodes the body with a stream. It must be called before the first byte is read.</summary>
    public void DecodeWith(Func<Stream, Stream> decode) => _decode = decode;

    /// <summary>Reads the next bytes of the body and returns their number, which is 0 at the end.</summary>
    /// <exception cref="TransferException">The connection failed or stalled, or the body is too long or badly encoded.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            _body ??= await OpenAsync().ConfigureAwait(false);
            var room = _mostBytes - BytesRead;
            var count = await _body.ReadAsync(room < buffer.Length ? buffer[..(int)(room + 1)] : buffer, watchdog.Token).ConfigureAwait(false);
            watchdog.Progressed();
            BytesRead += count;
            return BytesRead <= _mostBytes ? count : throw _tooLong!(BytesRead);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // A read that the caller cancelled may fail like a lost connection, so the caller's token is checked first.
            cancellationToken.ThrowIfCancellationRequested();
            throw watchdog.HasStalled ? watchdog.Failure(host) : FailureClassifier.FromBody(exception, host, response.Content.Headers.ContentLength);
        }
        catch (InvalidDataException)
        {
            throw new TransferException(FailureKind.InvalidResponse, "its gzip encoding is damaged", transient: false) { Host = host };
        }
    }

    /// <summary>Reads the first <paramref name="length"/> bytes, or the whole body if it is shorter.</summary>
    /// <param name="mayBreakOff">Whether the bytes that arrived are returned where the body breaks off.</param>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<byte[]> ReadBeginningAsync(int length, bool mayBreakOff = false)
    {
        var buffer = new byte[length];
        var filled = 0;
        try
        {
            while (filled < length && await ReadAsync(buffer.AsMemory(filled)).ConfigureAwait(false) is > 0 and var read)
            {
                filled += read;
            }
        }
        catch (TransferException) when (mayBreakOff)
        {
            // The caller uses what has arrived.
        }

        return buffer[..filled];
    }

    public void Dispose()
    {
        response.Dispose();
        watchdog.Dispose();
    }

    private async ValueTask<Stream> OpenAsync()
    {
        var raw = await response.Content.ReadAsStreamAsync(watchdog.Token).ConfigureAwait(false);
        return _decode?.Invoke(raw) ?? raw;
    }
}
