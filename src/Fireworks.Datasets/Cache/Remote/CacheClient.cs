using System.Net.Http.Headers;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers;

namespace Fireworks.Datasets.Cache.Remote;

/// <param name="Waited">Time from the request to the start of the answer.</param>
internal readonly record struct CacheAnswer(bool Found, TimeSpan Waited);

/// <summary>
/// Speaks Bazel's HTTP caching protocol: <c>GET</c> and <c>PUT &lt;base&gt;/cas/&lt;sha256&gt;</c>
/// (https://bazel.build/remote/caching#http-caching). Every failure of the cache is thrown as a <see cref="TransferException"/>.
/// </summary>
internal sealed class CacheClient(RemoteCacheOptions options, HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private const int OK = 200;
    private const int NotFound = 404;
    private const int TooLarge = 413;

    /// <summary>In bytes. From here on, a body waits for the server's <c>100 Continue</c>, so that a 413 costs no upload.</summary>
    private const long ExpectContinueFrom = 1 << 20;

    private readonly HttpTransport _transport = new(handler, time);

    public string Host => options.Base.Authority;

    /// <returns>If the content was found, it is at <paramref name="path"/>, verified.</returns>
    public async Task<CacheAnswer> GetAsync(Content expected, string path, TransferredBytes bytes, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        using var answer = await _transport.OpenAsync(AddressOf(expected.Digest), Authorize, options.StallTimeout, cancellationToken).ConfigureAwait(false);
        var waited = time.GetElapsedTime(asked);
        switch ((int)answer.Status)
        {
            case NotFound:
                return new(false, waited);
            case OK:
                await new VerifiedBody(expected, bytes, time).WriteAsync(answer, path, cancellationToken).ConfigureAwait(false);
                return new(true, waited);
            default:
                throw Refused(answer.Response);
        }
    }

    /// <returns>False if the content is too large for the cache (413).</returns>
    public async Task<bool> PutAsync(Content content, FileStream contents, CancellationToken cancellationToken)
    {
        using var watchdog = new StallWatchdog(options.StallTimeout, time, cancellationToken);
        using var body = new UploadContent(contents, content.Length, watchdog, time, Host);
        using var response = await SendAsync().ConfigureAwait(false);
        return response.IsSuccessStatusCode || ((int)response.StatusCode == TooLarge ? false : throw Refused(response));

        async Task<HttpResponseMessage> SendAsync()
        {
            try
            {
                return await _transport.PutAsync(AddressOf(content.Digest), body, request =>
                {
                    request.Headers.ExpectContinue = content.Length >= ExpectContinueFrom;
                    Authorize(request);
                }, watchdog.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is TransferException or OperationCanceledException)
            {
                // A request that the caller cancelled may have failed in another way first. The caller's token decides.
                cancellationToken.ThrowIfCancellationRequested();
                if ((body.Failure ?? (watchdog.HasStalled ? watchdog.Failure(Host) : null)) is { } failure)
                {
                    throw failure;
                }

                throw;
            }
        }
    }

    public void Dispose() => _transport.Dispose();

    private TransferException Refused(HttpResponseMessage response)
    {
        var failure = FailureClassifier.FromStatus(response, "it", Host, time);
        return options is { Token: null, TokenVariable: { } variable } && failure.StatusCode is 401 or 403
            ? new(failure.Kind, $"{failure.Reason}, and {variable}, which should hold its token, is not set", failure.Transient)
            {
                Host = Host,
                StatusCode = failure.StatusCode,
            }
            : failure;
    }

    private Url AddressOf(Sha256Digest digest) =>
        Url.TryParse($"{options.Base.AbsoluteUri}cas/{digest}", out var url, out var why)
            ? url
            : throw new TransferException(FailureKind.Insecure, $"its address cannot be used: {why}", transient: false);

    private void Authorize(HttpRequestMessage request)
    {
        if (options.Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        }
    }
}
