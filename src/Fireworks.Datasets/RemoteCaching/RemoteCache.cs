using System.Net.Http.Headers;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Integrity;
using Fireworks.Datasets.LockFiles;

namespace Fireworks.Datasets.RemoteCaching;

/// <summary>
/// A shared content store that speaks Bazel's HTTP caching protocol: <c>GET</c> and <c>PUT &lt;base&gt;/cas/&lt;sha256&gt;</c>
/// (https://bazel.build/remote/caching#http-caching). It saves work and is never trusted: what arrives is verified, and
/// nothing that it does fails a build.
/// </summary>
internal sealed class RemoteCache(RemoteCacheOptions options, HttpMessageHandler handler, TimeProvider time, CacheHealth health) : IDisposable
{
    private const int OK = 200;
    private const int NotFound = 404;
    private const int TooLarge = 413;

    /// <summary>Bodies from here on wait for the server's consent, so that a 413 costs no upload.</summary>
    private const long ExpectContinueFrom = 1 << 20;

    private readonly HttpTransport _transport = new(handler, time);
    private readonly HttpMessageInvoker _uploads = new(handler, disposeHandler: false);

    public string Host => options.Base.Authority;

    /// <summary>Writes the contents to <paramref name="path"/> if the cache has them, and only verified ones stay there.</summary>
    public async Task<bool> TryGetAsync(LockedFile expected, string path, CancellationToken cancellationToken)
    {
        if (!health.MayRead)
        {
            return false;
        }

        try
        {
            var found = await GetAsync(expected, path, cancellationToken).ConfigureAwait(false);
            health.Succeeded();
            return found;
        }
        catch (TransferException failure)
        {
            File.Delete(path);
            health.Failed(CacheOperation.Read, failure);
            return false;
        }
    }

    /// <summary>Gives the cache verified contents. Over when it returns, whether or not they were taken.</summary>
    public async Task TryPutAsync(Sha256Digest digest, long length, string path, CancellationToken cancellationToken)
    {
        if (options.ReadOnly || !health.MayWrite)
        {
            return;
        }

        try
        {
            await PutAsync(digest, length, path, cancellationToken).ConfigureAwait(false);
            health.Succeeded();
        }
        catch (TransferException failure)
        {
            health.Failed(CacheOperation.Write, failure);
        }
    }

    public void Dispose()
    {
        _uploads.Dispose();
        _transport.Dispose();
    }

    private async Task<bool> GetAsync(LockedFile expected, string path, CancellationToken cancellationToken)
    {
        using var watchdog = new StallWatchdog(options.StallTimeout, time, cancellationToken);
        try
        {
            using var response = await _transport.GetAsync(Url(expected.Digest), Authorize, watchdog.Token).ConfigureAwait(false);
            watchdog.Progressed();
            switch ((int)response.StatusCode)
            {
                case NotFound:
                    return false;
                case OK:
                    await new VerifiedBody(expected, watchdog, time).WriteAsync(response, path, Host).ConfigureAwait(false);
                    return true;
                default:
                    throw FailureClassifier.FromStatus(response, "it", Host, time);
            }
        }
        catch (OperationCanceledException) when (watchdog.HasStalled)
        {
            throw watchdog.Failure(Host);
        }
    }

    private async Task PutAsync(Sha256Digest digest, long length, string path, CancellationToken cancellationToken)
    {
        var contents = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        await using var _ = contents.ConfigureAwait(false);
        using var watchdog = new StallWatchdog(options.StallTimeout, time, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Put, Url(digest).Uri) { Content = new UploadContent(contents, length, watchdog) };
        request.Headers.ExpectContinue = length >= ExpectContinueFrom;
        Authorize(request);
        try
        {
            using var response = await _uploads.SendAsync(request, watchdog.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode && (int)response.StatusCode != TooLarge)
            {
                throw FailureClassifier.FromStatus(response, "it", Host, time);
            }
        }
        catch (OperationCanceledException) when (watchdog.HasStalled)
        {
            throw watchdog.Failure(Host);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is
            HttpRequestException or IOException or OperationCanceledException)
        {
            throw FailureClassifier.FromException(exception, Host);
        }
    }

    private SignedUrl Url(Sha256Digest digest) =>
        SignedUrl.TryParse($"{options.Base.AbsoluteUri}cas/{digest}", out var url, out var why)
            ? url
            : throw new TransferException(FailureKind.InvalidResponse, $"its address cannot be used: {why}", transient: false);

    private void Authorize(HttpRequestMessage request)
    {
        if (options.Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        }
    }
}
