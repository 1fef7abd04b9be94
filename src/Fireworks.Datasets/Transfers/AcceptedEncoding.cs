using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers;

/// <summary>
/// What we say that we accept. First <c>identity</c>: then no server compresses on the way, which would cost length,
/// strong validator and ranges (nginx, ASP.NET). Google Cloud Storage, though, decodes on the way what it stores as gzip
/// unless gzip is accepted, at the same cost: where it does so, it is asked for the bytes as stored, and so it is for all
/// later files of the run.
/// </summary>
internal sealed class AcceptedEncoding
{
    private volatile bool _acceptGzip;

    public void Ask(HttpRequestMessage message) => Ask(message, _acceptGzip);

    /// <summary>For more of the same representation.</summary>
    public void Ask(HttpRequestMessage message, Representation known) => Ask(message, _acceptGzip || known.IsGzip);

    /// <summary>Whether the answer taught us to ask for the file otherwise; then it is disposed.</summary>
    public bool ShouldAskAgain(WatchedAnswer answer)
    {
        var isOfUse = false;
        try
        {
            isOfUse = !Learn(Representation.Of(answer.Response, answer.Host));
            return !isOfUse;
        }
        finally
        {
            if (!isOfUse)
            {
                answer.Dispose();
            }
        }
    }

    private bool Learn(Representation answer)
    {
        var isNew = answer.IsTranscoded && !_acceptGzip;
        _acceptGzip |= isNew;
        return isNew;
    }

    private static void Ask(HttpRequestMessage message, bool acceptGzip) =>
        message.Headers.TryAddWithoutValidation("Accept-Encoding", acceptGzip ? "gzip" : "identity");
}
