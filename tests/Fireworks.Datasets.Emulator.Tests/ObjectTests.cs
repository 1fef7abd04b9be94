using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Fireworks.Datasets.Emulator.Tests;

[TestClass]
public sealed class ObjectTests : EmulatorTest
{
    private readonly EmulatedDataset _dataset;

    public ObjectTests() => _dataset = Emulator.AddDataset("acme", "chat").File("a", "0123456789");

    private string Url => Emulator.SignedUrl("acme", "chat", "a");

    [TestMethod]
    [DataRow("bytes=2-4", "234", "bytes 2-4/10")]
    [DataRow("bytes=7-", "789", "bytes 7-9/10")]
    [DataRow("bytes=8-99", "89", "bytes 8-9/10")]
    [DataRow("bytes=-3", "789", "bytes 7-9/10")]
    public async Task Answers_a_single_range(string range, string body, string contentRange)
    {
        using var response = await SendAsync(Url, h => h.Add("Range", range));

        Assert.AreEqual(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.AreEqual(contentRange, response.Content.Headers.ContentRange!.ToString());
        Assert.AreEqual(body, await BodyAsync(response));
    }

    [TestMethod]
    [DataRow("bytes=10-", 416)]
    [DataRow("bytes=0-1,3-4", 200)]
    [DataRow("bytes=4-2", 200)]
    public async Task Refuses_or_ignores_other_ranges(string range, int status)
    {
        using var response = await SendAsync(Url, h => h.TryAddWithoutValidation("Range", range));

        Assert.AreEqual(status, (int)response.StatusCode);
    }

    [TestMethod]
    public async Task Keeps_to_conditions()
    {
        using var first = await SendAsync(Url);
        var etag = first.Headers.ETag!;

        Assert.AreEqual(HttpStatusCode.NotModified, await StatusAsync(h => h.IfNoneMatch.Add(etag)));
        Assert.AreEqual(HttpStatusCode.PartialContent, await StatusAsync(h => Resume(h, etag)));
        _dataset.File("a", "abcdefghij");
        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(h => h.IfNoneMatch.Add(etag)));
        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(h => Resume(h, etag)));
        Assert.AreEqual(HttpStatusCode.PreconditionFailed, await StatusAsync(h => h.IfMatch.Add(etag)));
    }

    [TestMethod]
    public async Task Declares_version_and_checksums()
    {
        using var response = await SendAsync(Url);

        // CRC32C of "0123456789" is 0x280c069e.
        Assert.AreEqual("crc32c=KAwGng==,md5=eB5eJF1ptWaXm4bijSPyxw==", response.Headers.GetValues("x-goog-hash").Single());
        Assert.IsTrue(response.Headers.Contains("x-goog-generation"));
        Assert.AreEqual(10, response.Content.Headers.ContentLength);
        Assert.AreEqual("bytes", response.Headers.AcceptRanges.Single());
        Assert.IsFalse(response.Headers.ETag!.IsWeak);
    }

    [TestMethod]
    public async Task Transcodes_gzip_unless_it_is_accepted()
    {
        _dataset.File("a", "0123456789", new ObjectOptions { GzipEncoded = true });

        using var transcoded = await SendAsync(Url, h => h.Add("Range", "bytes=2-4"));
        using var stored = await SendAsync(Url, h => h.Add("Accept-Encoding", "gzip"));

        Assert.AreEqual(HttpStatusCode.OK, transcoded.StatusCode);
        Assert.IsNull(transcoded.Content.Headers.ContentLength);
        Assert.AreEqual("gzip", transcoded.Headers.GetValues("x-goog-stored-content-encoding").Single());
        Assert.AreEqual("0123456789", await BodyAsync(transcoded));
        Assert.AreEqual("gzip", stored.Content.Headers.ContentEncoding.Single());
        await using GZipStream gzip = new(await stored.Content.ReadAsStreamAsync(TestContext.CancellationToken), CompressionMode.Decompress);
        using StreamReader reader = new(gzip);
        Assert.AreEqual("0123456789", await reader.ReadToEndAsync(TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task Sends_synthetic_contents_the_same_in_one_and_in_parts()
    {
        _dataset.File("a", 1_000_003, seed: 7);

        using var whole = await SendAsync(Url);
        var bytes = await whole.Content.ReadAsByteArrayAsync(TestContext.CancellationToken);
        using var part = await SendAsync(Url, h => h.Range = new RangeHeaderValue(333_333, 999_999));

        Assert.AreEqual(_dataset.Sha256("a"), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        CollectionAssert.AreEqual(bytes[333_333..1_000_000], await part.Content.ReadAsByteArrayAsync(TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task Lacks_what_its_options_take_away()
    {
        _dataset.File("a", "0123456789", new ObjectOptions
        {
            NoETag = true,
            NoRanges = true,
            NoLength = true,
            Headers = new Dictionary<string, string?> { ["x-goog-hash"] = null, ["Content-MD5"] = "AAAA" },
        });

        using var response = await SendAsync(Url, h => h.Range = new RangeHeaderValue(1, 2));

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.IsNull(response.Headers.ETag);
        Assert.IsNull(response.Content.Headers.ContentLength);
        Assert.IsFalse(response.Headers.Contains("x-goog-hash"));
        Assert.IsTrue(response.Content.Headers.Contains("Content-MD5"));
    }

    private static void Resume(HttpRequestHeaders headers, EntityTagHeaderValue etag)
    {
        headers.Range = new RangeHeaderValue(4, null);
        headers.IfRange = new RangeConditionHeaderValue(etag);
    }

    private async Task<HttpStatusCode> StatusAsync(Action<HttpRequestHeaders> headers)
    {
        using var response = await SendAsync(Url, headers);
        return response.StatusCode;
    }
}
