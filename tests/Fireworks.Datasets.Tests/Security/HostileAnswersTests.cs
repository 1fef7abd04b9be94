using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Emulator;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>Answers of the service and of storage that are wrong, oversized or malicious: one clear error, nothing half-written.</summary>
[TestClass]
public sealed class HostileAnswersTests
{
    private const int Large = 600_000;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("", "FWDS2006")]
    [DataRow("null", "FWDS2006")]
    [DataRow("[]", "FWDS2006")]
    [DataRow("42", "FWDS2006")]
    [DataRow("{", "FWDS2006")]
    [DataRow("{}", "FWDS2007")]
    [DataRow("{}{}", "FWDS2006")]
    [DataRow("\u0000", "FWDS2006")]
    [DataRow("{'a':1}", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":[]}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":"x"}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":1}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":null}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":{"b":"c"}}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":""}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":"/relative"}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://"}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://host/x\r\nX-Injected: 1"}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://user:pw@host/x"}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://host\\@127.0.0.1/x"}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://h\u00f6st/x"}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://x/","a":"https://x/"}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":"https://x/"},"filenameToSignedUrls":{}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"\ud800":"https://x/"}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":"http://storage.example/x"}}""", "FWDS3004")]
    [DataRow("""{"filenameToSignedUrls":{"a":"http://127.0.0.1.storage.example/x"}}""", "FWDS3004")]
    [DataRow("""{"filenameToSignedUrls":{"a":"file:///etc/passwd"}}""", "FWDS3004")]
    [DataRow("""{"filenameToSignedUrls":{"a":"ftp://host/x"}}""", "FWDS3004")]
    [DataRow("""{"filenameToSignedUrls":{"a":"\\\\server\\share\\x"}}""", "FWDS2006")]
    [DataRow("""{"filenameToSignedUrls":{"a":"data:text/plain,x"}}""", "FWDS3004")]
    [DataRow("""{"filenameToSignedUrls":{"a":"javascript:x"}}""", "FWDS3004")]
    public async Task Of_the_service_are_refused(string json, string code)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Service.Faults.Add(Fault.Json(json).On(RequestKind.Api).Always());
        scene.Service.Faults.Add(Fault.Json("{}").On(RequestKind.DatasetGet).Always());

        await scene.RefuseAsync(TestContext.CancellationToken, code);

        Assert.IsEmpty(scene.FilesInPlace());
        Assert.AreEqual(0, scene.Service.Journal.Storage.Count());
    }

    [TestMethod]
    public async Task Nested_too_deep_are_refused() => await RefuseAsync("FWDS2006",
        Fault.Json(new StringBuilder().Insert(0, "{\"a\":", 100_000).ToString()).On(RequestKind.Api).Always());

    [TestMethod]
    public async Task Without_an_end_are_refused() => await RefuseAsync("FWDS2006", Fault.TooLarge().On(RequestKind.Api).Always());

    [TestMethod]
    public async Task With_endless_headers_are_refused() => await RefuseAsync("FWDS2006",
        Fault.Verbatim(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 200_000)}\r\nContent-Length: 2\r\n\r\n{{}}")).On(RequestKind.Api).Always());

    [TestMethod]
    public async Task With_endless_headers_are_refused_from_storage_too() => await RefuseAsync("FWDS3001",
        Fault.Verbatim(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 200_000)}\r\nContent-Length: 2\r\n\r\nok")).On(RequestKind.Storage).Always());

    [TestMethod]
    public async Task That_are_not_HTTP_are_refused() => await RefuseAsync("FWDS2006",
        Fault.Verbatim("SSH-2.0-OpenSSH_9.6\r\n"u8.ToArray()).On(RequestKind.Api).Always());

    [TestMethod]
    public async Task That_redirect_for_ever_are_refused() => await RefuseAsync("FWDS2006", Fault.Redirect("?again").On(RequestKind.Api).Always());

    [TestMethod]
    [DataRow("file:///etc/passwd")]
    [DataRow("ftp://127.0.0.1/x")]
    [DataRow("http://storage.example/x")]
    [DataRow("//storage.example/x")]
    public async Task That_redirect_to_what_is_not_https_are_refused(string to)
    {
        await RefuseAsync("FWDS3004", Fault.Redirect(to).On(RequestKind.Api).Always());
        await RefuseAsync("FWDS3004", Fault.Redirect(to).On(RequestKind.Storage).Always());
    }

    /// <summary>With a cache and without, because the bytes take other ways then.</summary>
    [TestMethod]
    [DataRow("cut", "FWDS4005", true)]
    [DataRow("cut", "FWDS4005", false)]
    [DataRow("longer than declared", "FWDS4005", true)]
    [DataRow("shorter than declared", "FWDS4005", false)]
    [DataRow("corrupt", "FWDS4004", true)]
    [DataRow("corrupt", "FWDS4004", false)]
    [DataRow("truncated gzip", "FWDS4004", true)]
    [DataRow("truncated gzip", "FWDS4004", false)]
    [DataRow("no length, cut", "FWDS4004", true)]
    [DataRow("unknown encoding", "FWDS3001", true)]
    public async Task Of_storage_leave_nothing_half_written(string what, string code, bool withCache)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("good.txt").File("bad.bin", Large, seed: 1);
        if (!withCache)
        {
            scene.Settings = scene.Settings with { CacheDirectory = null };
        }

        var fault = what switch
        {
            "cut" => Fault.CutBody(1000),
            "longer than declared" => Fault.WrongLength(-1000),
            "shorter than declared" => Fault.WrongLength(1000),
            "corrupt" => Fault.CorruptBody(Large / 2),
            "truncated gzip" => Fault.TruncatedGzip(),
            "no length, cut" => Fault.NoLengthAndCut(1000),
            _ => Fault.Header("Content-Encoding", "br"),
        };
        scene.Service.Faults.Add(fault.On(RequestKind.Storage, file: "bad.bin").Always());

        var failure = await Assert.ThrowsExactlyAsync<Datasets.Diagnostics.DatasetException>(() => scene.FetchAsync(TestContext.CancellationToken));

        // How it is told is another test's matter; that it is one of the few ways is this one's.
        Assert.Contains(failure.Diagnostic.Code, (string[])[code, "FWDS3001", "FWDS4005"], failure.Message);
        scene.AssertNothingElseWritten();
        Assert.IsEmpty(scene.FilesInPlace());
        Assert.IsEmpty(scene.Leftovers());
        Assert.IsEmpty(DecodedFiles(scene), "What became of a truncated archive stays behind");
    }

    [TestMethod]
    public async Task Of_storage_with_an_endless_validator_are_not_remembered()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        var endless = $"\"{new string('x', 5000)}\"";
        scene.Service.Faults.Add(Fault.Header("ETag", endless).On(RequestKind.Storage).Always());

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual(FetchScene.ContentsOf("a.txt"), await File.ReadAllTextAsync(scene.InPlace("a.txt"), TestContext.CancellationToken));
        var own = new SecretHunt([endless]);
        own.SearchFolder(scene.Machine);
        Assert.IsEmpty(own.Found);
    }

    private static string[] DecodedFiles(FetchScene scene) => Directory.GetFiles(scene.Machine, "*.decoded", SearchOption.AllDirectories);

    private async Task RefuseAsync(string code, Fault fault)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        scene.Service.Faults.Add(fault);

        var failure = await scene.RefuseAsync(TestContext.CancellationToken, code);

        Assert.IsEmpty(scene.FilesInPlace());
        Assert.IsFalse(failure.Diagnostics.Any(problem => problem.Message.Length > 2000), "A message of bounded length");
    }
}
