using System.Net;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Infra;
using TransportHandler = Fireworks.Datasets.Http.TransportHandler;

namespace Fireworks.Datasets.Tests.Service;

/// <summary>Every kind of answer but the listing: its code, its words, and how often it is asked for.</summary>
[TestClass]
public sealed class ServiceAnswerTests
{
    private const string Grpc = """{"code": 5, "message": "the service's words", "details": []}""";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(401, "FWDS2001", 1)]
    [DataRow(403, "FWDS2002", 1)]
    [DataRow(404, "FWDS2003", 1)]
    [DataRow(429, "FWDS2004", 3)]
    [DataRow(408, "FWDS2005", 3)]
    [DataRow(409, "FWDS2005", 3)]
    [DataRow(425, "FWDS2005", 3)]
    [DataRow(500, "FWDS2005", 3)]
    [DataRow(502, "FWDS2005", 3)]
    [DataRow(503, "FWDS2005", 3)]
    [DataRow(504, "FWDS2005", 3)]
    [DataRow(501, "FWDS2005", 1)]
    [DataRow(505, "FWDS2005", 1)]
    [DataRow(400, "FWDS2005", 1)]
    [DataRow(405, "FWDS2005", 1)]
    [DataRow(410, "FWDS2005", 1)]
    [DataRow(418, "FWDS2005", 1)]
    [DataRow(201, "FWDS2005", 1)]
    [DataRow(204, "FWDS2005", 1)]
    [DataRow(206, "FWDS2005", 1)]
    [DataRow(302, "FWDS2005", 1)]
    [DataRow(304, "FWDS2005", 1)]
    [DataRow(407, "FWDS3005", 1)]
    public async Task Has_its_code_and_names_the_dataset(int status, string code, int requests)
    {
        using var handler = new ScriptedHandler(_ => ScriptedHandler.Json(Grpc, (HttpStatusCode)status));
        var diagnostic = await FailureAsync(handler);
        Assert.AreEqual(code, diagnostic.Code);
        Assert.Contains("dataset 'accounts/acme/datasets/gsm8k-eval'", diagnostic.Message);
        Assert.Contains($"{status}", diagnostic.Message);
        Assert.HasCount(requests, handler.Requests);
        if (requests > 1)
        {
            Assert.Contains("after 3 attempts", diagnostic.Message);
        }

        if (code != "FWDS3005")
        {
            Assert.Contains("It says: \"the service's words\".", diagnostic.Message);
        }
    }

    [TestMethod]
    [DataRow(Grpc, "the service's words")]
    [DataRow("""{"error": {"message": "the service's words", "type": "x"}}""", "the service's words")]
    [DataRow("""{"error": "the service's words"}""", "the service's words")]
    [DataRow("\"the service's words\"", "the service's words")]
    [DataRow("the service's words", "the service's words")]
    [DataRow("<html><head><style>x</style></head><body><h1>403</h1>\n<p>Forbidden &lt;by&gt; proxy</p>", "403 Forbidden <by> proxy")]
    [DataRow("""{"message": "two\nlines\u0000\u202e and more"}""", "two lines   and more")]
    [DataRow("""{"message": "see https://s.example/x?sig=secret"}""", "see https://s.example/x?***")]
    [DataRow("""{"message": "key fw_theSecretKey1 is wrong"}""", "key *** is wrong")]
    [DataRow("""{"error": {"error": {"message": "deep"}}}""", "deep")]
    public async Task Passes_the_message_on_in_one_line(string body, string message)
    {
        using var handler = new ScriptedHandler(_ => ScriptedHandler.Json(body, HttpStatusCode.Forbidden));
        Assert.Contains($"It says: \"{message}\".", (await FailureAsync(handler)).Message);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{}")]
    [DataRow("""{"error": null}""")]
    [DataRow("""{"error": 3, "message": {}}""")]
    [DataRow("[]")]
    [DataRow("<br>")]
    public async Task Does_without_a_message(string body)
    {
        using var handler = new ScriptedHandler(_ => ScriptedHandler.Json(body, HttpStatusCode.NotFound));
        var diagnostic = await FailureAsync(handler);
        Assert.AreEqual("FWDS2003", diagnostic.Code);
        Assert.IsFalse(diagnostic.Message.Contains("It says", StringComparison.Ordinal) && body is "" or "<br>", diagnostic.Message);
    }

    [TestMethod]
    public async Task Shortens_a_message()
    {
        using var handler = new ScriptedHandler(_ => ScriptedHandler.Json($$"""{"message": "{{new string('x', 5000)}}"}""", HttpStatusCode.NotFound));
        Assert.IsLessThan(600, (await FailureAsync(handler)).Message.Length);
    }

    [TestMethod]
    [DataRow("""{"state":"UPLOADING"}""", "It is still being uploaded (state UPLOADING).")]
    [DataRow("""{"state":"READY","exampleCount":"8792"}""", "Its state is READY, with 8792 examples, yet the service lists no files of it.")]
    [DataRow("""{"state":"READY"}""", "Its state is READY.")]
    [DataRow("""{"state":"STATE_UNSPECIFIED","status":{"code":"INVALID","message":"bad line 3"}}""", "Its status says: \"bad line 3\".")]
    [DataRow("""{"state":3,"status":[],"exampleCount":{}}""", "has no files. ")]
    [DataRow("not JSON", "has no files. Upload")]
    [DataRow("[]", "has no files. Upload")]
    public async Task Explains_a_dataset_without_files(string dataset, string explanation)
    {
        using var handler = ScriptedHandler.Sequence(() => ScriptedHandler.Json("{}"), () => ScriptedHandler.Json(dataset));
        var diagnostic = await FailureAsync(handler);
        Assert.AreEqual("FWDS2007", diagnostic.Code);
        Assert.Contains(explanation, diagnostic.Message);
        Assert.AreEqual("https://api.example/v1/accounts/acme/datasets/gsm8k-eval", handler.Requests[1].Uri.OriginalString);
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("""{"filenameToSignedUrls":{}}""")]
    [DataRow("""{"filenameToSignedUrls":null}""")]
    [DataRow("""{"other":1}""")]
    public async Task Without_files_is_an_empty_dataset_even_if_its_state_cannot_be_asked(string json)
    {
        using var handler = ScriptedHandler.Sequence(() => ScriptedHandler.Json(json), () => ScriptedHandler.Status(404));
        Assert.AreEqual("FWDS2007", (await FailureAsync(handler)).Code);
    }

    [TestMethod]
    public async Task Is_asked_for_again_after_a_failure_that_passes()
    {
        using var handler = ScriptedHandler.Sequence(
            () => ScriptedHandler.Status(503), () => throw new HttpRequestException(HttpRequestError.ConnectionError),
            () => ScriptedHandler.Json("""{"filenameToSignedUrls":{"a":"https://s.example/a"}}"""));
        using var api = new ApiScene(handler);
        await api.AskAsync(TestContext.CancellationToken);
        Assert.AreEqual("Asking for dataset 'accounts/acme/datasets/gsm8k-eval': api.example: the service answered 503 (ServiceUnavailable); " +
            "trying again in 0.0 s (retry 1 of 2).", api.Log.Lines[0]);
    }

    [TestMethod]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{", "FWDS3005", 3)]
    [DataRow("HTTP/1.1 200 OK\r\n\r\n{\"filename", "FWDS2006", 3)]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{", "FWDS2006", 1)]
    [DataRow("HTTP/1.1 404 No\r\nContent-Length: 500\r\n\r\n{", "FWDS2003", 1)]
    // Closed without a byte: .NET itself asks three times more, and no setting of it says otherwise.
    [DataRow("", "FWDS3005", 3 * 4)]
    [DataRow("hello\r\n\r\n", "FWDS2006", 3)]
    public async Task That_is_cut_short_is_asked_for_again(string answer, string code, int requests)
    {
        using var server = RawServer.Answering(answer);
        using var api = new ApiScene(TransportHandler.Create(1, FakeMachine.Empty))
        {
            Options = new(new Uri(server.Root), null, TimeSpan.FromSeconds(60)),
        };
        var thrown = await Assert.ThrowsExactlyAsync<DatasetException>(() => api.AskAsync(TestContext.CancellationToken));
        Assert.AreEqual(code, thrown.Diagnostic.Code, thrown.Message);
        Assert.HasCount(requests, server.Requests);
    }

    [TestMethod]
    public async Task That_stalls_is_dropped()
    {
        var time = new ManualTimeProvider();
        using var handler = new ScriptedHandler(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        });
        using var api = new ApiScene(handler, time);
        var asking = api.AskAsync(TestContext.CancellationToken);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            while (handler.Requests.Count <= attempt)
            {
                await Task.Yield();
            }

            time.Advance(TimeSpan.FromSeconds(60));
        }

        var thrown = await Assert.ThrowsExactlyAsync<DatasetException>(() => asking);
        Assert.AreEqual("FWDS3005", thrown.Diagnostic.Code);
        Assert.Contains("nothing arrived for 60 s, after 3 attempts", thrown.Message);
    }

    [TestMethod]
    public async Task That_redirects_to_an_insecure_address_is_refused()
    {
        using var handler = new ScriptedHandler(_ => ScriptedHandler.Redirect("http://elsewhere.example/x?secret"));
        var diagnostic = await FailureAsync(handler);
        Assert.AreEqual("FWDS3004", diagnostic.Code);
        Assert.Contains("A redirect of api.example of dataset 'accounts/acme/datasets/gsm8k-eval' points to 'http://elsewhere.example/***'", diagnostic.Message);
    }

    [TestMethod]
    public async Task Is_not_waited_for_when_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        using var handler = new ScriptedHandler(async (_, token) =>
        {
            await cancel.CancelAsync();
            token.ThrowIfCancellationRequested();
            throw new InvalidOperationException();
        });
        using var api = new ApiScene(handler);
        await Assert.ThrowsAsync<OperationCanceledException>(() => api.AskAsync(cancel.Token));
        Assert.HasCount(1, handler.Requests);
    }

    private async Task<Diagnostic> FailureAsync(ScriptedHandler handler)
    {
        using var api = new ApiScene(handler);
        var thrown = Shown.Of(
            await Assert.ThrowsExactlyAsync<DatasetException>(() => api.AskAsync(TestContext.CancellationToken)), ApiScene.Key);
        Assert.DoesNotContain(ApiScene.Key, thrown.ToString());
        Assert.DoesNotContain("secret", thrown.ToString());
        return thrown.Diagnostic;
    }
}
