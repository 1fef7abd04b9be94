using System.Net;

namespace Fireworks.Datasets.Emulator.Tests;

[TestClass]
public sealed class DownloadEndpointTests : EmulatorTest
{
    [TestMethod]
    public async Task Lists_files_with_urls_that_give_their_bytes()
    {
        Emulator.AddDataset("acme", "chat").File("train.jsonl", "one").File("a b/ü#%41+.jsonl", "two");

        var files = await ResolveAsync("chat");

        Assert.AreEqual("one", await TextAsync(files["train.jsonl"]));
        Assert.AreEqual("two", await TextAsync(files["a b/ü#%41+.jsonl"]));
        Assert.HasCount(2, files);
    }

    [TestMethod]
    public async Task Lineage_prefixes_names_and_includes_ancestors_once()
    {
        Emulator.AddDataset("acme", "c").File("c.jsonl", "c").Lineage("b", "a");
        Emulator.AddDataset("acme", "b").File("b.jsonl", "b").Lineage("a");
        Emulator.AddDataset("acme", "a").File("a.jsonl", "a").Lineage("c");

        var files = await ResolveAsync("c", "?downloadLineage=true");

        CollectionAssert.AreEquivalent(new[] { "c/c.jsonl", "b/b.jsonl", "a/a.jsonl" }, files.Keys);
        Assert.AreEqual("a", await TextAsync(files["a/a.jsonl"]));
    }

    [TestMethod]
    [DataRow("/v1/accounts/acme/datasets/none:getDownloadEndpoint", HttpStatusCode.NotFound, 5)]
    [DataRow("/v1/accounts/other/datasets/chat:getDownloadEndpoint", HttpStatusCode.Forbidden, 7)]
    [DataRow("/v1/accounts/acme/datasets/chat%3AgetDownloadEndpoint", HttpStatusCode.NotFound, 5)]
    [DataRow("/v1/accounts/acme/datasets/ch%61t:getDownloadEndpoint", HttpStatusCode.NotFound, 5)]
    [DataRow("/v1/accounts/acme/datasets/chat:getDownloadEndpoint?downloadLineage=yes", HttpStatusCode.BadRequest, 3)]
    public async Task Refuses_in_the_form_of_a_grpc_gateway(string path, HttpStatusCode status, int code)
    {
        Emulator.AddDataset("acme", "chat").File("train.jsonl", "one");
        Emulator.ForbidAccount("other");

        using var response = await ApiAsync(path);

        Assert.AreEqual(status, response.StatusCode);
        Assert.StartsWith($"{{\"code\":{code},\"message\":", await BodyAsync(response));
    }

    [TestMethod]
    public async Task Refuses_unknown_keys()
    {
        Emulator.AddDataset("acme", "chat");

        using var response = await ApiAsync("/v1/accounts/acme/datasets/chat:getDownloadEndpoint", "fw_wrong");

        Assert.AreEqual(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [TestMethod]
    public async Task Answers_no_files_while_uploading_and_says_so()
    {
        Emulator.AddDataset("acme", "new").File("a", "a").State = "UPLOADING";

        Assert.IsEmpty(await ResolveAsync("new"));
        using var response = await ApiAsync("/v1/accounts/acme/datasets/new");
        Assert.Contains("\"state\":\"UPLOADING\"", await BodyAsync(response));
    }

    [TestMethod]
    public async Task Passes_raw_urls_on_verbatim()
    {
        Emulator.AddDataset("acme", "hostile").File("../evil", "x").RawUrl("a", "file:///etc/passwd\r\nX: y");

        var files = await ResolveAsync("hostile");

        Assert.AreEqual("file:///etc/passwd\r\nX: y", files["a"]);
        Assert.AreEqual("x", await TextAsync(files["../evil"]));
    }
}
