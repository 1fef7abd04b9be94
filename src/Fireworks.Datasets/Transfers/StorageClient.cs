using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Service;

namespace Fireworks.Datasets.Transfers;

/// <summary>Requests one file from storage. It renews a signed URL that storage refuses, which does not count as a retry.</summary>
internal sealed partial class StorageClient(HttpTransport transport, SignedUrls urls, RemoteFile file, TimeSpan stallTimeout, IFetchLog log)
{
    private const int ErrorBodyLimit = 64 * 1024;

    /// <summary>The most renewals for one request. If storage still refuses after them, expiry is not the reason.</summary>
    private const int MaxRenewals = 5;

    /// <summary>Sends a request and returns the answer, whose status is 200, 206, 304, 412 or 416.</summary>
    /// <exception cref="TransferException">Storage gave another answer or none.</exception>
    /// <exception cref="DatasetException">FWDS3001 (no longer listed), FWDS3003, or the service's failure to renew the URL.</exception>
    public async Task<WatchedAnswer> GetAsync(Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
    {
        var url = await urls.GetAsync(file.Name, cancellationToken).ConfigureAwait(false);
        for (var renewals = 0; ; renewals++)
        {
            var answer = await transport.OpenAsync(url, prepare, stallTimeout, cancellationToken).ConfigureAwait(false);
            if (answer.Status is HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.NotModified
                or HttpStatusCode.PreconditionFailed or HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                urls.Accepted(file.Name);
                return answer;
            }

            using (answer)
            {
                var refusal = await ReadRefusalAsync(answer).ConfigureAwait(false)
                    ?? throw FailureClassifier.FromStatus(answer.Response, "storage", answer.Host, transport.Time);
                if (renewals == MaxRenewals)
                {
                    throw new DatasetException(Problem.SignedUrlRefused(file.Dataset, file.Name, refusal));
                }

                log.Message(MessageLevel.Low, $"{file}: storage refuses the signed URL ({refusal}); renewing it.");
                url = await urls.RenewAsync(file.Name, url, refusal, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Returns the status and error code of an answer that may mean that the URL has expired; <see langword="null"/> for other
    /// answers. Stores differ, and some answer the same for an expired and a forged signature, so only a renewal tells them apart.
    /// </summary>
    private static async Task<string?> ReadRefusalAsync(WatchedAnswer answer)
    {
        var status = (int)answer.Status;
        if (status is not (400 or 401 or 403 or 410))
        {
            return null;
        }

        // The body must not be logged, because it may repeat the URL's signature. The beginning of one that breaks off may be enough.
        var body = Encoding.UTF8.GetString(await answer.ReadBeginningAsync(ErrorBodyLimit, mayBreakOff: true).ConfigureAwait(false));
        return status != 400 || body.Contains("ExpiredToken", StringComparison.Ordinal)
            ? $"{status} {ErrorCode().Match(body).Groups[1].Value}".TrimEnd()
            : null;
    }

    // Error codes consist of letters. Nothing else is matched, so that no signature reaches a message.
    [GeneratedRegex("<Code>([A-Za-z]{1,64})</Code>", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorCode();
}
