using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Fireworks.Datasets.Contents;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>Answers requests without a network, and keeps what was asked.</summary>
internal sealed class ScriptedHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    public ScriptedHandler(Func<HttpRequestMessage, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>One answer a request, in order; the last one again for all that follow.</summary>
    public static ScriptedHandler Sequence(params Func<HttpResponseMessage>[] answers)
    {
        var next = -1;
        return new ScriptedHandler(_ => answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)]());
    }

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Status(int status) => new((HttpStatusCode)status);

    public static HttpResponseMessage Redirect(string location, int status = 302)
    {
        var response = Status(status);
        response.Headers.TryAddWithoutValidation("Location", location);
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(new(
            request.RequestUri!, request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value))));
        var response = await answer(request, cancellationToken);
        response.RequestMessage ??= request;
        return response;
    }
}

/// <summary>A request as the stub saw it.</summary>
internal sealed record RecordedRequest(Uri Uri, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
