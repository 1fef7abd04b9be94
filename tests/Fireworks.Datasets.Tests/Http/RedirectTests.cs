using System.Net.Http.Headers;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Http;

[TestClass]
public sealed class RedirectTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(301)]
    [DataRow(302)]
    [DataRow(303)]
    [DataRow(307)]
    [DataRow(308)]
    public async Task Are_followed_with_the_headers_of_the_request(int status)
    {
        using var handler = ScriptedHandler.Sequence(() => ScriptedHandler.Redirect("/moved", status), () => ScriptedHandler.Status(200));
        using var response = await GetAsync(handler, request => request.Headers.Range = new RangeHeaderValue(5, null));
        Assert.AreEqual(200, (int)response.StatusCode);
        Assert.AreEqual("bytes=5-", handler.Requests[1].Header("Range"));
    }

    [TestMethod]
    [DataRow(300)]
    [DataRow(304)]
    [DataRow(305)]
    public async Task Are_not_every_status_of_their_class(int status)
    {
        using var handler = new ScriptedHandler(_ => ScriptedHandler.Redirect("/moved", status));
        using var response = await GetAsync(handler);
        Assert.AreEqual(status, (int)response.StatusCode);
        Assert.HasCount(1, handler.Requests);
    }

    [TestMethod]
    public async Task Without_an_address_are_an_answer_like_any_other()
    {
        using var handler = new ScriptedHandler(_ => ScriptedHandler.Status(302));
        using var response = await GetAsync(handler);
        Assert.AreEqual(302, (int)response.StatusCode);
    }

    [TestMethod]
    public async Task Are_followed_five_times()
    {
        using var handler = new ScriptedHandler(_ => ScriptedHandler.Redirect("/again"));
        var failure = await Assert.ThrowsExactlyAsync<TransferException>(() => GetAsync(handler));
        Assert.AreEqual("more than 5 redirects", failure.Reason);
        Assert.IsFalse(failure.Transient);
        Assert.HasCount(6, handler.Requests);
    }

    [TestMethod]
    [DataRow("/elsewhere", true)]
    [DataRow("https://api.example/x", true)]
    [DataRow("https://api.example:8443/x", false)]
    [DataRow("https://other.example/x", false)]
    [DataRow("//other.example/x", false)]
    [DataRow("http://localhost/x", false)]
    public async Task Take_the_key_along_only_within_the_origin(string location, bool withKey)
    {
        using var handler = ScriptedHandler.Sequence(() => ScriptedHandler.Redirect(location), () => ScriptedHandler.Status(200));
        using var response = await GetAsync(handler, Authorize);
        Assert.AreEqual(withKey ? "Bearer the-key" : null, handler.Requests[1].Header("Authorization"));
    }

    [TestMethod]
    public async Task Do_not_give_the_key_back_on_the_way_home()
    {
        using var handler = ScriptedHandler.Sequence(
            () => ScriptedHandler.Redirect("https://other.example/x"), () => ScriptedHandler.Redirect("https://api.example/y"), () => ScriptedHandler.Status(200));
        using var response = await GetAsync(handler, Authorize);
        CollectionAssert.AreEqual(new[] { "Bearer the-key", null, null }, handler.Requests.Select(request => request.Header("Authorization")).ToArray());
    }

    [TestMethod]
    [DataRow("http://other.example/x?sig=secret", "http://other.example/***")]
    [DataRow("ftp://other.example/x?sig=secret", "ftp://other.example/***")]
    [DataRow("file:///etc/passwd", "file://***")]
    public async Task To_an_insecure_address_are_refused(string location, string shown)
    {
        using var handler = new ScriptedHandler(_ => ScriptedHandler.Redirect(location));
        var failure = await Assert.ThrowsExactlyAsync<TransferException>(() => GetAsync(handler));
        Assert.AreEqual(FailureKind.Insecure, failure.Kind);
        Assert.AreEqual(shown, failure.Address);
        Assert.DoesNotContain("secret", failure.ToString());
        Assert.IsFalse(failure.Transient);
        Assert.HasCount(1, handler.Requests);
    }

    [TestMethod]
    [DataRow(@"\\server\share")]
    [DataRow("https://user:secret@other.example/")]
    [DataRow("https://user:secret#1@other.example/")]
    [DataRow("https://user:secret/1@other.example/")]
    [DataRow("https://other.example/\u00e9")]
    [DataRow("https://other.example:99999/")]
    public async Task To_what_is_no_address_are_refused(string location)
    {
        using var handler = new ScriptedHandler(_ => ScriptedHandler.Redirect(location));
        // A UNC path is a relative reference to a server that treats '\' as '/': as such it is sent to the same origin.
        var relative = location[0] == '\\';
        var failure = await Assert.ThrowsExactlyAsync<TransferException>(() => GetAsync(handler));
        Assert.AreEqual(FailureKind.InvalidResponse, failure.Kind);
        Assert.DoesNotContain("secret", failure.ToString());
        Assert.IsTrue(handler.Requests.All(request => request.Uri.Host == "api.example"));
        Assert.HasCount(relative ? 6 : 1, handler.Requests);
    }

    private static void Authorize(HttpRequestMessage request) => request.Headers.Authorization = new("Bearer", "the-key");

    private async Task<HttpResponseMessage> GetAsync(ScriptedHandler handler, Action<HttpRequestMessage>? prepare = null)
    {
        using var transport = new HttpTransport(handler, new ManualTimeProvider());
        return await transport.GetAsync(UrlTests.Parse("https://api.example/v1?x=1"), prepare ?? (_ => { }), TestContext.CancellationToken);
    }
}
