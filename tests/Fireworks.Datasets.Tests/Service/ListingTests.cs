using System.IO.Compression;
using System.Net;
using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Service;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Service;

/// <summary>What a successful answer may look like, and what not.</summary>
[TestClass]
public sealed class ListingTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://s.example/a?x"}}""")]
    [DataRow("\uFEFF{\"filenameToSignedUrls\":{\"a\":\"https://s.example/a?x\"}}")]
    [DataRow(" \r\n{ \"filenameToSignedUrls\" : { \"a\" : \"https://s.example/a?x\" } } \n")]
    [DataRow("""{"filenameToSignedUrl\u0073":{"\u0061":"https:\/\/s.example\/a?x"}}""")]
    [DataRow("""{"x":{"filenameToSignedUrls":[1,{"a":2}]},"y":[[[]]],"filenameToSignedUrls":{"a":"https://s.example/a?x"},"z":null}""")]
    public async Task Has_the_files(string json)
    {
        using var api = ApiScene.Answering(json);
        var listing = await api.AskAsync(TestContext.CancellationToken);
        Assert.AreEqual("a", listing.Names.Single());
        Assert.AreEqual("https://s.example/a?x", listing.Files["a"].Uri.OriginalString);
    }

    [TestMethod]
    public async Task Is_decoded_when_a_gateway_compresses_it()
    {
        using var api = Encoded("gzip", Gzip("""{"filenameToSignedUrls":{"a":"https://s.example/a?x"}}"""));
        Assert.AreEqual("a", (await api.AskAsync(TestContext.CancellationToken)).Names.Single());
    }

    [TestMethod]
    [DataRow("gzip", "not gzip at all", "its gzip encoding is damaged")]
    [DataRow("br", "{}", "it is encoded as BR, which was not asked for")]
    public async Task In_an_encoding_that_cannot_be_read_is_refused(string encoding, string body, string why)
    {
        using var api = Encoded(encoding, Encoding.UTF8.GetBytes(body));
        var diagnostic = await FailureAsync(api);
        Assert.AreEqual("FWDS2006", diagnostic.Code);
        Assert.Contains(why, diagnostic.Message);
    }

    [TestMethod]
    public async Task Keeps_names_as_they_are()
    {
        string[] names = ["a/b.jsonl", "../x", "A", "a", "данi.jsonl", "e\u0301", "\u00e9", "%20", "$(x)", "con", "", "\u0001"];
        var json = System.Text.Json.JsonSerializer.Serialize(
            new { filenameToSignedUrls = names.ToDictionary(name => name, _ => "https://s.example/a") });
        using var api = ApiScene.Answering(json);
        var listing = await api.AskAsync(TestContext.CancellationToken);
        CollectionAssert.AreEquivalent(names, listing.Names.ToArray());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(4096)]
    public async Task Is_read_as_it_arrives(int bytesAtOnce)
    {
        var files = Enumerable.Range(0, 3000).ToDictionary(i => $"part-{i:00000}-ї.jsonl", i => $"https://s.example/{i}?X-Goog-Signature={new string('f', i % 512)}");
        var json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { filenameToSignedUrls = files });
        using var api = new ApiScene(new ScriptedHandler(_ => new(HttpStatusCode.OK) { Content = new StreamContent(new DrippingStream(json, bytesAtOnce)) }));
        var listing = await api.AskAsync(TestContext.CancellationToken);
        CollectionAssert.AreEquivalent(files.Values, listing.Files.Values.Select(url => url.Uri.OriginalString).ToArray());
    }

    [TestMethod]
    [DataRow("", "it is empty")]
    [DataRow("  ", "it ends early, after 2 bytes")]
    [DataRow("null", "it is not a JSON object")]
    [DataRow("[]", "it is not a JSON object")]
    [DataRow("3", "it is not a JSON object")]
    [DataRow("\"text\"", "it is not a JSON object")]
    [DataRow("""{"filenameToSignedUrls":[]}""", "its 'filenameToSignedUrls' is not an object")]
    [DataRow("""{"filenameToSignedUrls":3}""", "its 'filenameToSignedUrls' is not an object")]
    [DataRow("""{"filenameToSignedUrls":"x"}""", "its 'filenameToSignedUrls' is not an object")]
    [DataRow("""{"filenameToSignedUrls":{},"filenameToSignedUrls":{}}""", "it has two 'filenameToSignedUrls'")]
    [DataRow("""{"filenameToSignedUrls":{"a":null}}""", "the URL of 'a' is not a text")]
    [DataRow("""{"filenameToSignedUrls":{"a":3}}""", "the URL of 'a' is not a text")]
    [DataRow("""{"filenameToSignedUrls":{"a":{"b":"c"}}}""", "the URL of 'a' is not a text")]
    [DataRow("""{"filenameToSignedUrls":{"a":["https://s.example/a"]}}""", "the URL of 'a' is not a text")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://s.example/1","\u0061":"https://s.example/2"}}""", "it names 'a' twice")]
    [DataRow("""{"filenameToSignedUrls":{"a":""}}""", "the URL of 'a' cannot be used")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://s.example/a b"}}""", "the URL of 'a' cannot be used")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://s.example/\r\nX: y"}}""", "the URL of 'a' cannot be used")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://u:p@s.example/"}}""", "the URL of 'a' cannot be used")]
    [DataRow("""{"filenameToSignedUrls":{"\ud800":"https://s.example/a"}}""", "it has a text that is not Unicode")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://s.example/a"}} {}""", "it is not JSON")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://s.example/a"},}""", "it is not JSON")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://s.example/secret""", "it ends early")]
    [DataRow("{'filenameToSignedUrls':{}}", "it is not JSON")]
    [DataRow("OK", "it is not JSON")]
    public async Task Of_another_shape_is_refused(string body, string why)
    {
        var handler = new ScriptedHandler(_ => ScriptedHandler.Json(body));
        using var api = new ApiScene(handler);
        var diagnostic = await FailureAsync(api);
        Assert.AreEqual("FWDS2006", diagnostic.Code);
        Assert.Contains($"The answer of api.example for dataset 'accounts/acme/datasets/gsm8k-eval' is not what the API promises: {why}", diagnostic.Message);
        Assert.DoesNotContain("secret", diagnostic.Message);
        Assert.HasCount(1, handler.Requests);
    }

    [TestMethod]
    public async Task That_is_not_UTF8_is_refused()
    {
        var bytes = Encoding.Latin1.GetBytes("{\"filenameToSignedUrls\":{\"\xe9\":\"https://s.example/a\"}}");
        using var api = new ApiScene(new ScriptedHandler(_ => new(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) }));
        var diagnostic = await FailureAsync(api);
        Assert.AreEqual("FWDS2006", diagnostic.Code);
    }

    [TestMethod]
    public async Task That_is_a_page_is_refused_with_its_words()
    {
        const string Page = "<!DOCTYPE html><html><head><title>Sign in</title><style>p{}</style><script>steal()</script></head>" +
            "<body><!-- x --><p>Please   log in to\n<b>Guest&amp;WiFi</b>: http://portal.example/?token=secret</p></body></html>";
        using var api = new ApiScene(new ScriptedHandler(_ => new(HttpStatusCode.OK) { Content = new StringContent(Page, Encoding.UTF8, "text/html") }));
        var diagnostic = await FailureAsync(api);
        Assert.AreEqual("FWDS2006", diagnostic.Code);
        Assert.Contains("it is not JSON but text/html (\"Sign in Please log in to Guest&WiFi: http://portal.example/?***\")", diagnostic.Message);
    }

    [TestMethod]
    public async Task Nested_too_deep_is_refused()
    {
        using var api = ApiScene.Answering($$"""{"x":{{new string('[', 100_000)}}""");
        Assert.AreEqual("FWDS2006", (await FailureAsync(api)).Code);
    }

    [TestMethod]
    public async Task Too_long_is_refused()
    {
        var options = new Fireworks.Datasets.Service.ApiOptions(new Uri("https://api.example"), null, TimeSpan.FromSeconds(60)) { MaxAnswerLength = 100_000 };
        using var api = new ApiScene(new ScriptedHandler(_ => ScriptedHandler.Json(new string(' ', 100_001)))) { Options = options };
        Assert.Contains("it is longer than 100000 bytes", (await FailureAsync(api)).Message);
    }

    [TestMethod]
    public async Task With_an_endless_text_is_refused()
    {
        using var api = ApiScene.Answering($"{{\"filenameToSignedUrls\":{{\"{new string('a', 3_000_000)}\":\"https://s.example/\"}}}}");
        Assert.Contains("it has a text longer than 1048576 bytes", (await FailureAsync(api)).Message);
    }

    [TestMethod]
    public async Task With_too_many_files_is_refused()
    {
        var options = new Fireworks.Datasets.Service.ApiOptions(new Uri("https://api.example"), null, TimeSpan.FromSeconds(60)) { MaxFiles = 1 };
        const string Two = """{"filenameToSignedUrls":{"a":"https://s.example/","b":"https://s.example/"}}""";
        using var api = new ApiScene(new ScriptedHandler(_ => ScriptedHandler.Json(Two))) { Options = options };
        Assert.Contains("it has more than 1 files", (await FailureAsync(api)).Message);
    }

    [TestMethod]
    [DataRow("http://storage.example/a?sig=secret", "http://storage.example/***")]
    [DataRow("ftp://storage.example/a", "ftp://storage.example/***")]
    [DataRow("file:///etc/passwd", "file://***")]
    public async Task With_an_insecure_URL_is_refused(string url, string shown)
    {
        using var api = ApiScene.Answering($"{{\"filenameToSignedUrls\":{{\"a.jsonl\":\"{url}\"}}}}");
        var diagnostic = await FailureAsync(api);
        Assert.AreEqual("FWDS3004", diagnostic.Code);
        Assert.StartsWith($"The signed URL of 'a.jsonl' of dataset 'accounts/acme/datasets/gsm8k-eval' points to '{shown}'.", diagnostic.Message);
    }

    private async Task<Diagnostic> FailureAsync(ApiScene api) =>
        Shown.Of(await Assert.ThrowsExactlyAsync<DatasetException>(() => api.AskAsync(TestContext.CancellationToken)), ApiScene.Key).Diagnostic;

    /// <summary>Gives some bytes at a time, as a slow network does.</summary>
    private sealed class DrippingStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(atOnce, buffer.Length)], cancellationToken);
    }

    private static ApiScene Encoded(string encoding, byte[] body) => new(new ScriptedHandler(_ =>
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentEncoding.Add(encoding);
        return new(HttpStatusCode.OK) { Content = content };
    }));

    private static byte[] Gzip(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }
}
