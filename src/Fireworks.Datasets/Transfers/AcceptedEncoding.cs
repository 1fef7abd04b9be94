using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers;

/// <summary>
/// Sets the <c>Accept-Encoding</c> of requests to storage. It starts with <c>identity</c>, because servers such as nginx and
/// ASP.NET may otherwise compress the answer, which then has no length, no strong validator and no ranges. Google Cloud Storage,
/// at the same cost, decodes what it stores as gzip unless gzip is accepted. After its first such answer, all requests of the run
/// accept gzip.
/// </summary>
internal sealed class AcceptedEncoding
{
    private const string Gzip = "gzip";

    private volatile bool _acceptGzip;

    public void Ask(HttpRequestMessage message) => Ask(message, _acceptGzip);

    /// <summary>Asks for further bytes of a representation that has begun to arrive.</summary>
    public void Ask(HttpRequestMessage message, Representation known) => Ask(message, _acceptGzip || known.IsGzip);

    /// <summary>Returns whether the file must be requested again with another encoding. If so, the answer is disposed.</summary>
    public bool ShouldAskAgain(WatchedAnswer answer)
    {
        var isOfUse = false;
        try
        {
            isOfUse = !Learn(answer.Response, Representation.Of(answer.Response, answer.Host));
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

    /// <summary>The request counts, and not what is known by now: another file's answer may have come while this one was on its way.</summary>
    private bool Learn(HttpResponseMessage response, Representation answer)
    {
        var isDecodedForUs = answer.IsTranscoded && response.RequestMessage?.Headers.AcceptEncoding.Any(coding => coding.Value == Gzip) != true;
        _acceptGzip |= isDecodedForUs;
        return isDecodedForUs;
    }

    private static void Ask(HttpRequestMessage message, bool acceptGzip) =>
        message.Headers.TryAddWithoutValidation("Accept-Encoding", acceptGzip ? Gzip : "identity");
}
