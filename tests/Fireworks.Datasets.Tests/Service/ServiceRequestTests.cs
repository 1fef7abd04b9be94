using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Service;

[TestClass]
public sealed class ServiceRequestTests : IDisposable
{
    private const string OneFile = """{"filenameToSignedUrls":{"a.jsonl":"https://storage.example/a?sig=1"}}""";

    private readonly ScriptedHandler _handler = new(_ => ScriptedHandler.Json(OneFile));

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _handler.Dispose();

    [TestMethod]
    [DataRow("https://api.example", "acme", "eval", false, null, "https://api.example/v1/accounts/acme/datasets/eval:getDownloadEndpoint")]
    [DataRow("https://api.example/", "acme", "eval", true, null, "https://api.example/v1/accounts/acme/datasets/eval:getDownloadEndpoint?downloadLineage=true")]
    [DataRow("https://api.example:8443/gate/way/", "acme", "eval", false, null, "https://api.example:8443/gate/way/v1/accounts/acme/datasets/eval:getDownloadEndpoint")]
    [DataRow("http://127.0.0.1:5000", "a-b_c.d", "E.1", true, "filenameToSignedUrls,x y",
        "http://127.0.0.1:5000/v1/accounts/a-b_c.d/datasets/E.1:getDownloadEndpoint?downloadLineage=true&readMask=filenameToSignedUrls%2Cx%20y")]
    [DataRow("https://api.example", "a/../b", "c:d?e#f", false, "*",
        "https://api.example/v1/accounts/a%2F..%2Fb/datasets/c%3Ad%3Fe%23f:getDownloadEndpoint?readMask=%2A")]
    public async Task Has_exactly_the_address_of_the_API_reference(
        string root, string account, string dataset, bool lineage, string? readMask, string expected)
    {
        using var api = new ApiScene(_handler) { Options = new(new Uri(root), readMask, TimeSpan.FromSeconds(60)) };
        await api.AskAsync(TestContext.CancellationToken, new(new(account, dataset), lineage));
        Assert.AreEqual(expected, _handler.Requests.Single().Uri.OriginalString);
    }

    [TestMethod]
    public async Task Carries_the_key()
    {
        using var api = new ApiScene(_handler);
        await api.AskAsync(TestContext.CancellationToken);
        Assert.AreEqual($"Bearer {ApiScene.Key}", _handler.Requests.Single().Header("Authorization"));
        Assert.AreEqual("application/json", _handler.Requests.Single().Header("Accept"));
        Assert.AreEqual("identity", _handler.Requests.Single().Header("Accept-Encoding"));
    }

    [TestMethod]
    public async Task Leaves_the_key_with_the_services_host()
    {
        using var handler = ScriptedHandler.Sequence(() => ScriptedHandler.Redirect("https://elsewhere.example/x"), () => ScriptedHandler.Json(OneFile));
        using var api = new ApiScene(handler);
        await api.AskAsync(TestContext.CancellationToken);
        Assert.IsNull(handler.Requests[1].Header("Authorization"));
    }

    [TestMethod]
    public async Task Is_not_made_over_plain_http()
    {
        using var api = new ApiScene(_handler) { Options = new(new Uri("http://api.example"), null, TimeSpan.FromSeconds(60)) };
        var thrown = await Assert.ThrowsExactlyAsync<DatasetException>(() => api.AskAsync(TestContext.CancellationToken));
        Assert.AreEqual("FWDS3004", thrown.Diagnostic.Code);
        Assert.IsEmpty(_handler.Requests);
    }
}
