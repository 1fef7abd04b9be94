using System.Net;

namespace Fireworks.Datasets.Http;

/// <summary>
/// An answer whose body is still to be read. It is the one way to a body: what sends nothing for too long or sends more than is
/// wanted fails here, and whatever .NET throws becomes a <see cref="TransferException"/>.
/// </summary>
/// <param name="host">Host and port that sent it.</param>
/// <param name="cancellationToken">The caller's.</param>
internal sealed class WatchedAnswer(HttpResponseMessage response, StallWatchdog watchdog, string host, CancellationToken cancellationToken) : IDisposable
{
    private long _mostBytes = long.MaxValue;
    private Func<long, TransferException>? _tooLong;
    private Func<Stream, Stream>? _decode;
    private Stream? _body;

    public HttpResponseMessage Response => response;

    public HttpStatusCode Status => response.StatusCode;

    public string Host => host;

    /// <summary>Bytes of the body that were read so far, after decoding.</summary>
    public long BytesRead { get; private set; }

    /// <summary>From now on, a body of more bytes than this is a failure.</summary>
    /// <param name="tooLong">That failure, from the number of bytes read.</param>
    public void Bound(long mostBytes, Func<long, TransferException> tooLong) => (_mostBytes, _tooLong) = (mostBytes, tooLong);

    /// <summary>Reads the body through this, before its first byte is read. The bound counts what comes out of it.</summary>
    public void DecodeWith(Func<Stream, Stream> decode) => _decode = decode;

    /// <summary>The next bytes of the body; 0 at its end.</summary>
    /// <exception cref="TransferException">The connection failed or stalled, or the body is too long or badly encoded.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            _body ??= await OpenAsync().ConfigureAwait(false);
            var count = await _body.ReadAsync(buffer, watchdog.Token).ConfigureAwait(false);
            watchdog.Progressed();
            BytesRead += count;
            return BytesRead <= _mostBytes ? count : throw _tooLong!(BytesRead);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // What is cancelled may look lost, so the caller's own wish comes first.
            cancellationToken.ThrowIfCancellationRequested();
            throw watchdog.HasStalled ? watchdog.Failure(host) : FailureClassifier.FromBody(exception, host, response.Content.Headers.ContentLength);
        }
        catch (InvalidDataException)
        {
            throw new TransferException(FailureKind.InvalidResponse, "its gzip encoding is damaged", transient: false) { Host = host };
        }
    }

    /// <summary>The first <paramref name="length"/> bytes, or all where there are fewer.</summary>
    /// <param name="mayBreakOff">Where the body fails, what arrived of it is returned.</param>
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
            // The caller does with what there is.
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
