using System.Net;
using System.Net.Http.Headers;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Emulator.Tests;

[TestClass]
public sealed class SignedUrlTests : EmulatorTest
{
    private readonly ManualTimeProvider _time;

    public SignedUrlTests()
        : this(new ManualTimeProvider())
    {
    }

    private SignedUrlTests(ManualTimeProvider time)
        : base(new EmulatorOptions { Clock = time, UrlLifetime = TimeSpan.FromMinutes(5) })
    {
        _time = time;
        Emulator.AddDataset("acme", "chat").File("a~b.jsonl", "one").File("c.jsonl", "two");
    }

    private string Url => Emulator.SignedUrl("acme", "chat", "a~b.jsonl");

    [TestMethod]
    public async Task Is_bound_to_its_path_query_method_and_host()
    {
        await AssertStatusAsync(HttpStatusCode.Forbidden, Url.Replace("a~b", "a%7Eb", StringComparison.Ordinal));
        await AssertStatusAsync(HttpStatusCode.Forbidden, Url.Replace("a~b", "c", StringComparison.Ordinal));
        await AssertStatusAsync(HttpStatusCode.Forbidden, Url.Replace("Expires=300", "Expires=900", StringComparison.Ordinal));
        await AssertStatusAsync(HttpStatusCode.Forbidden, Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await AssertStatusAsync(HttpStatusCode.Forbidden, Url, method: HttpMethod.Head);
        await AssertStatusAsync(HttpStatusCode.Forbidden, Url[..Url.IndexOf('?', StringComparison.Ordinal)]);
        await AssertStatusAsync(HttpStatusCode.OK, Url);
    }

    [TestMethod]
    public async Task Refuses_a_key_and_unsigned_extension_headers_beside_it()
    {
        await AssertStatusAsync(HttpStatusCode.BadRequest, Url, h => h.Authorization = new AuthenticationHeaderValue("Bearer", "x"));
        await AssertStatusAsync(HttpStatusCode.BadRequest, Url, h => h.Add("x-amz-checksum-mode", "ENABLED"));
    }

    [TestMethod]
    public async Task Works_byte_for_byte_when_every_byte_is_escaped()
    {
        Emulator.Options.EscapeEveryByte = true;

        Assert.Contains("%61%7e%62%2e", Url);
        Assert.AreEqual("one", await TextAsync(Url));
        await AssertStatusAsync(HttpStatusCode.Forbidden, Url.Replace("%7e", "%7E", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow(ExpiryDialect.Gcs, 400, "<Code>ExpiredToken</Code>")]
    [DataRow(ExpiryDialect.S3, 403, "Request has expired")]
    [DataRow(ExpiryDialect.S3Credentials, 400, "<Code>ExpiredToken</Code>")]
    [DataRow(ExpiryDialect.Azure, 403, "<Code>AuthenticationFailed</Code>")]
    [DataRow(ExpiryDialect.R2, 403, "<Code>ExpiredRequest</Code>")]
    [DataRow(ExpiryDialect.Ceph, 403, "<Message></Message>")]
    [DataRow(ExpiryDialect.NginxGone, 410, "<html>")]
    [DataRow(ExpiryDialect.NginxForbidden, 403, "<html>")]
    public async Task Expires_in_the_dialect_of_each_store(ExpiryDialect dialect, int status, string expected)
    {
        Emulator.Options.ExpiryDialect = dialect;
        var url = Url;
        _time.Advance(TimeSpan.FromSeconds(299));
        await AssertStatusAsync(HttpStatusCode.OK, url);

        _time.Advance(TimeSpan.FromSeconds(1));
        using var response = await SendAsync(url);

        Assert.AreEqual(status, (int)response.StatusCode);
        Assert.Contains(expected, await BodyAsync(response));
        await AssertStatusAsync(HttpStatusCode.OK, Url);
    }

    [TestMethod]
    public async Task Is_answered_as_expired_once_revoked()
    {
        var url = Url;
        Emulator.RevokeAllUrls();

        await AssertStatusAsync(HttpStatusCode.BadRequest, url);
        await AssertStatusAsync(HttpStatusCode.OK, Url);
    }

    private async Task AssertStatusAsync(
        HttpStatusCode expected, string url, Action<HttpRequestHeaders>? headers = null, HttpMethod? method = null)
    {
        using var response = await SendAsync(url, headers, method);
        Assert.AreEqual(expected, response.StatusCode);
    }
}
