using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Model;

/// <summary>The service and its storage in memory, with one dataset that changes, and that can be out of reach.</summary>
internal sealed class ModelService
{
    /// <summary>What the dataset has now: contents by file name.</summary>
    public Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    public bool IsDown { get; set; }

    public int Requests { get; private set; }

    public ScriptedHandler Connect() => new(Answer);

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        lock (Files)
        {
            Requests++;
            if (IsDown)
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            }

            return request.RequestUri!.Host == "api.example"
                ? ScriptedHandler.Json(JsonSerializer.Serialize(new { filenameToSignedUrls = Files.Keys.ToDictionary(name => name, Url) }))
                : Object(request, Uri.UnescapeDataString(request.RequestUri.AbsolutePath[1..]));
        }
    }

    private static string Url(string name) => $"https://storage.example/{name}?X-Goog-Signature=abc";

    private HttpResponseMessage Object(HttpRequestMessage request, string name)
    {
        if (!Files.TryGetValue(name, out var contents))
        {
            return ScriptedHandler.Status(404);
        }

        // Of the contents, as a storage that hashes them has it.
        var etag = new EntityTagHeaderValue($"\"{contents.Trim().Replace(' ', '-')}\"");
        var answer = request.Headers.IfNoneMatch.Contains(etag)
            ? ScriptedHandler.Status((int)HttpStatusCode.NotModified)
            : new HttpResponseMessage { Content = new StringContent(contents) };
        answer.Headers.ETag = etag;
        return answer;
    }
}
