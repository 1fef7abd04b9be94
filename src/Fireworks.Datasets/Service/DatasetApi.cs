using System.Net;
using System.Net.Http.Headers;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Service;

/// <summary>Calls the two methods of the Fireworks API that a build needs, and turns every failure into a diagnostic for the user.</summary>
/// <param name="key">Finds the API key. It is called only when a request is sent, because a build that sends none needs no key.</param>
internal sealed class DatasetApi(HttpTransport transport, Retrier retrier, ApiOptions options, Func<BearerToken> key)
{
    private const int MaxStatusLength = 1024 * 1024;

    private readonly ApiAddresses _addresses = new(options);

    /// <summary>Gets the dataset's files, of which there is at least one, with their signed URLs. The names are unchecked.</summary>
    /// <exception cref="DatasetException">FWDS1001, FWDS1005, FWDS2001 to FWDS2007, FWDS3004, FWDS3005.</exception>
    public async Task<DatasetListing> GetDownloadEndpointAsync(DatasetKey dataset, CancellationToken cancellationToken)
    {
        var files = await AskAsync(dataset, _addresses.DownloadEndpoint(dataset),
            body => new ListingReader(body, options.MaxFiles).ReadAsync(), cancellationToken).ConfigureAwait(false);
        return files.Count > 0
            ? new DatasetListing(files.ToDictionary(file => file.Key, file => ToSignedUrl(dataset, file.Key, file.Value), StringComparer.Ordinal))
            : throw new DatasetException(Problem.DatasetEmpty(dataset, await ExplainAsync(dataset, cancellationToken).ConfigureAwait(false)));
    }

    private Url ToSignedUrl(DatasetKey dataset, string file, string text) => Url.Check(text, out var url, out var why) switch
    {
        UrlVerdict.Allowed when url is not null => url,
        UrlVerdict.Insecure => throw new DatasetException(
            Problem.InsecureUrl($"The signed URL of '{Problem.Quoted(file)}'", ShownAddress.Of(text), dataset)),
        _ => throw new DatasetException(
            Problem.UnexpectedResponse(dataset, options.Root.Authority, $"the URL of '{Problem.Quoted(file)}' cannot be used, {why}")),
    };

    private async Task<string> ExplainAsync(DatasetKey dataset, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(dataset, _addresses.Dataset(dataset), async body =>
                DatasetStatus.Parse(await body.ReadBeginningAsync(MaxStatusLength).ConfigureAwait(false)).Explain(),
                cancellationToken).ConfigureAwait(false);
        }
        catch (DatasetException)
        {
            // The caller reports that the dataset is empty. The explanation is optional, so its failure must not replace that report.
            return "";
        }
    }

    private async Task<T> AskAsync<T>(DatasetKey dataset, Url url, Func<AnswerBody, Task<T>> read, CancellationToken cancellationToken)
    {
        var bearer = key();
        try
        {
            return await retrier.RunAsync($"Asking for dataset '{dataset}'",
                (_, token) => AttemptAsync(url, bearer, read, token), cancellationToken).ConfigureAwait(false);
        }
        catch (TransferException failure)
        {
            throw new DatasetException(ApiFailure.Describe(failure, dataset, url.Host, bearer.Source));
        }
    }

    private async Task<T> AttemptAsync<T>(Url url, BearerToken bearer, Func<AnswerBody, Task<T>> read, CancellationToken cancellationToken)
    {
        using var answer = await transport.OpenAsync(url, request => Prepare(request, bearer), options.StallTimeout, cancellationToken).ConfigureAwait(false);
        var body = new AnswerBody(answer, url.Host, options.MaxAnswerLength);
        return answer.Status == HttpStatusCode.OK
            ? await read(body).ConfigureAwait(false)
            : throw await RefusalAsync(answer.Response, body, url.Host).ConfigureAwait(false);
    }

    private static void Prepare(HttpRequestMessage request, BearerToken bearer)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer.Reveal());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
    }

    private async Task<TransferException> RefusalAsync(HttpResponseMessage response, AnswerBody body, string host)
    {
        var status = FailureClassifier.FromStatus(response, "the service", host, transport.Time);
        return status.Kind != FailureKind.Status ? status : new(FailureKind.Status, status.Reason, ApiFailure.IsTransient((int)response.StatusCode))
        {
            StatusCode = status.StatusCode,
            Host = host,
            RetryAfter = status.RetryAfter,
            Answer = await ServiceMessage.ReadAsync(body).ConfigureAwait(false),
        };
    }
}
