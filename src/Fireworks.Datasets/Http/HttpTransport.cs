using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Http;

/// <summary>
/// Sends GET requests. A changed URL would void its signature, so this type sends each URL byte for byte and follows redirects
/// itself. It turns what .NET throws into <see cref="TransferException"/>.
/// </summary>
/// <param name="handler">Must not follow redirects, see <see cref="TransportHandler"/>. The transport disposes it.</param>
internal sealed class HttpTransport(HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private const int MaxRedirects = 5;

    private static readonly ProductInfoHeaderValue s_userAgent = new(
        "Fireworks.Datasets.Build", typeof(HttpTransport).Assembly.GetName().Version?.ToString(3));

    private readonly HttpMessageInvoker _invoker = new(handler, disposeHandler: true);

    /// <summary>The clock for stall timeouts and for dates in headers.</summary>
    public TimeProvider Time => time;

    /// <summary>
    /// Follows redirects and returns the final answer, whatever its status, as soon as its headers are read. After a redirect
    /// to another origin, the <c>Authorization</c> header is no longer sent, even if a later redirect leads back.
    /// </summary>
    /// <param name="prepare">Adds headers to a request. It is called for each request, redirects included.</param>
    /// <exception cref="TransferException">No answer arrived, or a redirect may not be followed.</exception>
    public async Task<HttpResponseMessage> GetAsync(Url url, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
    {
        var isSameOrigin = true;
        var target = url;
        for (var redirects = 0; ; redirects++)
        {
            var response = await SendAsync(HttpMethod.Get, target, body: null, prepare, isSameOrigin, cancellationToken).ConfigureAwait(false);
            if (!IsRedirect(response, out var location))
            {
                return response;
            }

            response.Dispose();
            if (redirects == MaxRedirects)
            {
                throw new TransferException(FailureKind.InvalidResponse, $"more than {MaxRedirects} redirects", transient: false)
                {
                    Host = target.Host,
                };
            }

            var next = Follow(target, location);
            isSameOrigin &= next.SameOriginAs(url);
            target = next;
        }
    }

    /// <summary>Does the same as <see cref="GetAsync"/>, and watches for stalls until the answer is disposed.</summary>
    /// <param name="stallTimeout">How long the server may send nothing.</param>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<WatchedAnswer> OpenAsync(Url url, Action<HttpRequestMessage> prepare, TimeSpan stallTimeout, CancellationToken cancellationToken)
    {
        var watchdog = new StallWatchdog(stallTimeout, time, cancellationToken);
        try
        {
            var response = await GetAsync(url, prepare, watchdog.Token).ConfigureAwait(false);
            watchdog.Progressed();
            return new(response, watchdog, response.RequestMessage?.RequestUri?.Authority ?? url.Host, cancellationToken);
        }
        catch (Exception exception)
        {
            var hasStalled = watchdog.HasStalled && exception is not TransferException;
            watchdog.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            if (hasStalled)
            {
                throw watchdog.Failure(url.Host);
            }

            throw;
        }
    }

    /// <summary>Sends a body, which is disposed. A redirect is not followed: it is an answer like any other.</summary>
    /// <param name="prepare">Adds headers.</param>
    /// <exception cref="TransferException">No answer.</exception>
    public Task<HttpResponseMessage> PutAsync(Url url, HttpContent body, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, url, body, prepare, mayAuthorize: true, cancellationToken);

    public void Dispose() => _invoker.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Url url, HttpContent? body, Action<HttpRequestMessage> prepare, bool mayAuthorize, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url.Uri)
        {
            Content = body,
            // HTTP/1.1 gives each transfer its own connection, so a lost connection ends one transfer, and bandwidth is shared.
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.UserAgent.Add(s_userAgent);
        prepare(request);
        if (!mayAuthorize)
        {
            request.Headers.Authorization = null;
        }

        try
        {
            var response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            response.RequestMessage ??= request;
            return response;
        }
        catch (Exception exception) when (exception is
            HttpRequestException or IOException or OperationCanceledException or AuthenticationException)
        {
            // .NET reports a connect timeout as a cancellation, and a cancelled request may fail like a lost connection.
            // Only the caller's token tells them apart.
            cancellationToken.ThrowIfCancellationRequested();
            throw FailureClassifier.FromException(exception, url.Host);
        }
    }

    private static bool IsRedirect(HttpResponseMessage response, out string location)
    {
        location = "";
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) ||
            !response.Headers.NonValidated.TryGetValues("Location", out var values) || values.Count != 1)
        {
            return false;
        }

        // The raw value is used because the parsed header would re-encode a signed URL.
        location = values.ToString();
        return true;
    }

    private static Url Follow(Url from, string location)
    {
        var verdict = from.Redirect(location, out var target, out var why);
        return target ?? throw new TransferException(
            verdict == UrlVerdict.Insecure ? FailureKind.Insecure : FailureKind.InvalidResponse,
            $"a redirect to '{ShownAddress.Of(location)}': {why}", transient: false)
        {
            Host = from.Host,
            Address = ShownAddress.Of(location),
        };
    }
}
