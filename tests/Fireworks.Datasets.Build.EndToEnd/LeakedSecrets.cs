using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Fireworks.Datasets.Build.EndToEnd.Infra;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Tests.Security;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>
/// Real builds at the highest verbosity with a binary log: neither the key nor a signed URL is in anything that they leave,
/// console, log, obj, bin, cache, lock file or temporary folder, raw, percent-encoded or in base64.
/// </summary>
[TestClass]
public class LeakedSecrets : EndToEndTest
{
    private const string ProxyPassword = "pr0xy-p@ssw0rd-of-the-company";
    private const string CacheToken = "t0ken+of/the~remote=cache";
    private const string OwnSignature = "0wnSignature+of/the~test=";

    [TestMethod]
    public async Task Are_nowhere_after_a_build_that_goes_well()
    {
        AddEval().File("large.bin", 600_000, seed: 1);
        Service.Faults.Add(Fault.CutBody(300_000).On(RequestKind.Storage, file: "large.bin"));
        Service.Faults.Add(Fault.Expired().On(RequestKind.Storage, file: "test.jsonl"));
        var project = CSharp().Dataset("acme/eval");

        var build = (await project.BuildAsync("-v:diag")).Succeeded();

        AssertFile(project.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertNoneIn(build);
    }

    /// <summary>One build, many ways to fail: each call of the task fails in one, and the build goes on to the next.</summary>
    [TestMethod]
    public async Task Are_nowhere_after_builds_that_fail_in_every_way()
    {
        var calls = new StringBuilder();
        void Fails(string dataset, string attributes = "", Fault? fault = null, RequestKind kind = RequestKind.Api)
        {
            calls.Append(CultureInfo.InvariantCulture, $"""<FetchFireworksDataset Dataset="acme/{dataset}" MaxRetries="0" ContinueOnError="ErrorAndContinue" {attributes} />""");
            if (fault is not null)
            {
                Service.Faults.Add(fault.On(kind, dataset).Always());
            }
        }

        foreach (var name in (string[])["refused", "broken", "cut", "corrupt", "stalled", "forged", "redirected", "full", "linked", "pinned", "closed"])
        {
            AddDataset($"acme/{name}", "a.txt");
        }

        Fails("no-key", "ApiKeyVariable=\"NO_SUCH_KEY\"");
        Fails("x y");
        Fails("no-account", "Account=\"other\"");
        Fails("plain-http", "BaseUrl=\"http://api.example.com\"");
        Fails("401", fault: Fault.EchoSecrets(401));
        Fails("403", fault: Fault.EchoSecrets(403));
        Fails("404", fault: Fault.EchoSecrets(404));
        Fails("429", fault: Fault.EchoSecrets(429));
        Fails("500", fault: Fault.EchoSecrets(500));
        Fails("page", fault: Fault.Json($"<html>{Service.ApiKey}</html>"));
        Fails("json", fault: Fault.Json($$"""{"filenameToSignedUrls":{"a":"https://h/?X-Goog-Signature={{OwnSignature}}",]"""));
        Fails("empty", fault: Fault.Json("{}"));
        Fails("redirect", fault: Fault.Redirect($"http://h.example/?X-Goog-Signature={OwnSignature}"));
        Fails("insecure", fault: Fault.Json(Listing("a", $"http://h.example/?X-Goog-Signature={OwnSignature}")));
        Fails("names", fault: Fault.Json(Listing("../a", $"https://h.example/?X-Goog-Signature={OwnSignature}")));
        Fails("collide", fault: Fault.Json("""{"filenameToSignedUrls":{"a":"https://h/","A":"https://h/"}}"""));
        Fails("unreachable", fault: Fault.Json(Listing("a", $"https://127.0.0.1:1/?X-Goog-Signature={OwnSignature}")));
        Fails("refused", fault: Fault.EchoSecrets(403), kind: RequestKind.Storage);
        Fails("broken", fault: Fault.EchoSecrets(500), kind: RequestKind.Storage);
        Fails("cut", fault: Fault.CutBody(3), kind: RequestKind.Storage);
        Fails("corrupt", fault: Fault.CorruptBody(), kind: RequestKind.Storage);
        Fails("stalled", "StallTimeoutSeconds=\"1\"", Fault.StallBody(3), RequestKind.Storage);
        Fails("forged", fault: Fault.Expired(), kind: RequestKind.Storage);
        Fails("redirected", fault: Fault.Redirect($"http://h.example/?X-Goog-Signature={OwnSignature}"), kind: RequestKind.Storage);
        Fails("closed", fault: Fault.CloseBeforeAnswer(), kind: RequestKind.Storage);
        Fails("filtered", "Files=\"*.none\"", Fault.Json("""{"filenameToSignedUrls":{"a":"https://h/"}}"""));
        Fails("offline", "Offline=\"true\"");
        Fails("pinned", "LockFilePath=\"other.lock.json\" LockedMode=\"true\"");
        Fails("bad-lock", "LockFilePath=\"app.csproj\"");
        Fails("full", "DestinationFolder=\"Program.cs\"");
        Fails("linked", $"CacheDirectory=\"Program.cs\" RemoteCache=\"{Service.StorageUrl}\" RemoteCacheTokenVariable=\"CACHE_TOKEN\"",
            Fault.EchoSecrets(503), RequestKind.Storage);
        Sandbox.Environment["CACHE_TOKEN"] = CacheToken;
        var project = CSharp().Xml($"""<Target Name="FailAll">{calls}</Target>""");

        var build = await project.TargetAsync("FailAll", "-v:diag");

        var codes = build.Errors.Select(error => error.Code).Distinct().Order(StringComparer.Ordinal).ToArray();
        CollectionAssert.AreEqual(
            (string[])
            [
                "FWDS1001", "FWDS1003", "FWDS1005", "FWDS2001", "FWDS2002", "FWDS2003", "FWDS2004", "FWDS2005", "FWDS2006", "FWDS2007", "FWDS2008",
                "FWDS3001", "FWDS3002", "FWDS3003", "FWDS3004", "FWDS3005", "FWDS4002", "FWDS4003", "FWDS4004", "FWDS4005", "FWDS4006",
                "FWDS5001", "FWDS5002", "FWDS5004",
            ], codes, $"{string.Join(' ', codes)}{build.Everything}");
        AssertNoneIn(build);
    }

    /// <summary>The message of .NET's own exception holds the proxy's address with its password.</summary>
    [TestMethod]
    public async Task Of_a_proxy_are_nowhere_when_it_refuses()
    {
        using var proxy = new RefusingProxy();
        AddEval();
        Sandbox.Environment["HTTPS_PROXY"] = Sandbox.Environment["https_proxy"] =
            $"http://builder:{Uri.EscapeDataString(ProxyPassword)}@127.0.0.1:{proxy.Port}";
        var project = CSharp().Dataset("acme/eval").Property("FireworksBaseUrl", "https://api.example.com").Property("FireworksDatasetsMaxRetries", "0");

        var build = (await project.ResolveAsync("-v:diag")).FailedWith("FWDS3005");

        Assert.Contains("proxy", build.Errors.Single().Message);
        Assert.IsGreaterThan(0, proxy.Requests, "The proxy was not asked.");
        AssertNoneIn(build);
    }

    /// <summary>MSBuild itself writes properties into its logs: all that is left to say is that the key is to be rotated.</summary>
    [TestMethod]
    public async Task Typed_into_properties_are_not_repeated_and_are_to_be_rotated()
    {
        const string typed = "fw_TypedIntoTheProject1234";
        AddEval();
        var project = CSharp().Dataset("acme/eval").Property("FireworksApiKeyVariable", typed).Property("FireworksApiKey", typed)
            .Property("FireworksDatasetsRemoteCacheTokenVariable", typed).Property("FireworksAccountId", typed);

        var failed = (await project.ResolveAsync()).FailedWith("FWDS1005", "FWDS1005", "FWDS1005", "FWDS1005");

        foreach (var error in failed.Errors)
        {
            Assert.DoesNotContain(typed, error.Message);
            Assert.Contains("rotate this key now", error.Message);
        }

        Assert.DoesNotContain(typed, failed.Output);
        AssertNoRequest();
    }

    private static string Listing(string file, string url) =>
        System.Text.Json.JsonSerializer.Serialize(new { filenameToSignedUrls = new Dictionary<string, string> { [file] = url } });

    private void AssertNoneIn(BuildResult build)
    {
        string[] sent = [.. Service.Journal.Storage.SelectMany(request => request.Query.Split('&'))
            .Where(parameter => parameter.StartsWith("X-Goog-Signature=", StringComparison.Ordinal) || parameter.StartsWith("X-Goog-Credential=", StringComparison.Ordinal))
            .Select(parameter => parameter[(parameter.IndexOf('=', StringComparison.Ordinal) + 1)..]).Where(value => value.Length > 8)];
        var hunt = new SecretHunt([Service.ApiKey, ProxyPassword, Uri.EscapeDataString(ProxyPassword), CacheToken, OwnSignature, .. sent]);
        hunt.Search("console", build.Output);
        foreach (var text in TextsOf(build.BinaryLogFile))
        {
            hunt.Search("binary log, read", text);
        }

        // The whole machine of the test: obj, bin, cache, lock file, home, the binary log itself, raw and decompressed.
        foreach (var folder in Directory.GetDirectories(Sandbox.Root).Where(folder => folder != Sandbox.Packages))
        {
            hunt.SearchFolder(folder);
        }

        hunt.SearchFolder(TestSession.TemporaryFolder);
        Assert.IsEmpty(hunt.Found, string.Join('\n', hunt.Found));
        Assert.IsGreaterThan(100_000, hunt.Searched);
    }

    private static List<string> TextsOf(string binaryLog)
    {
        var build = Microsoft.Build.Logging.StructuredLogger.BinaryLog.ReadBuild(binaryLog);
        var texts = new List<string>(build.StringTable.Instances);
        build.VisitAllChildren<Microsoft.Build.Logging.StructuredLogger.BaseNode>(node => texts.Add(node.ToString() ?? ""));
        return texts;
    }

    /// <summary>Wants other credentials than it gets, for ever.</summary>
    private sealed class RefusingProxy : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private int _requests;

        public RefusingProxy()
        {
            _listener.Start();
            _ = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Requests => Volatile.Read(ref _requests);

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptSocketAsync();
                    Interlocked.Increment(ref _requests);
                    await client.ReceiveAsync(new byte[4096]);
                    await client.SendAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
