using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Service;

namespace Fireworks.Datasets.Transfers;

/// <summary>Asks storage for one file. A signed URL that is refused is renewed here, outside the budget of retries.</summary>
internal sealed partial class StorageClient(HttpTransport transport, SignedUrls urls, RemoteFile file, TimeSpan stallTimeout, IFetchLog log)
{
    private const int ErrorBodyLimit = 64 * 1024;

    /// <summary>Storage that refuses so many in a row does not mean their age.</summary>
    private const int MaxRenewals = 5;

    /// <summary>An answer that the caller can make sense of: 200, 206, 304, 412 or 416.</summary>
    /// <exception cref="TransferException">Any other answer, or none.</exception>
    /// <exception cref="DatasetException">FWDS3003, or the service failed to renew.</exception>
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
    /// What storage said, where it may mean that the URL has expired; null for other statuses. The stores have a
    /// dialect each, and some say the same for an expired and a forged signature: only renewing tells.
    /// </summary>
    private static async Task<string?> ReadRefusalAsync(WatchedAnswer answer)
    {
        var status = (int)answer.Status;
        if (status is not (400 or 401 or 403 or 410))
        {
            return null;
        }

        // The body may repeat the signature, and is for no log. Of one that breaks off, the beginning may say enough.
        var body = Encoding.UTF8.GetString(await answer.ReadBeginningAsync(ErrorBodyLimit, mayBreakOff: true).ConfigureAwait(false));
        return status != 400 || body.Contains("ExpiredToken", StringComparison.Ordinal)
            ? $"{status} {ErrorCode().Match(body).Groups[1].Value}".TrimEnd()
            : null;
    }

    // Letters only: what a store calls its errors, and no signature.
    [GeneratedRegex("<Code>([A-Za-z]{1,64})</Code>", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorCode();
}
