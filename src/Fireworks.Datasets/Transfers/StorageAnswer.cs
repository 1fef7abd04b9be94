using System.Net;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers;

/// <summary>An answer of storage whose body is still to be read, watched for stalls.</summary>
internal sealed class StorageAnswer(HttpResponseMessage response, StallWatchdog watchdog, string host, CancellationToken cancellationToken) : IDisposable
{
    private Stream? _body;

    public HttpResponseMessage Response => response;

    public HttpStatusCode Status => response.StatusCode;

    /// <summary>Host and port that sent it.</summary>
    public string Host => host;

    /// <summary>The next bytes of the body; 0 at its end.</summary>
    /// <exception cref="TransferException">The connection failed or stalled.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            _body ??= await response.Content.ReadAsStreamAsync(watchdog.Token).ConfigureAwait(false);
            var count = await _body.ReadAsync(buffer, watchdog.Token).ConfigureAwait(false);
            watchdog.Progressed();
            return count;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw watchdog.HasStalled ? watchdog.Failure(host) : Classify(exception);
        }
    }

    public void Dispose()
    {
        response.Dispose();
        watchdog.Dispose();
    }

    private TransferException Classify(Exception exception) =>
        exception is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } && response.Content.Headers.ContentLength is not null
            ? CutShort(host)
            : FailureClassifier.FromException(exception, host);

    /// <summary>The body ended before its declared length.</summary>
    public static TransferException CutShort(string host) =>
        new(FailureKind.LengthMismatch, $"{host} ended the connection before all declared bytes had arrived", transient: true) { Host = host };
}
