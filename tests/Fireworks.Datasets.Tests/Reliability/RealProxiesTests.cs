using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>Through a real tinyproxy.</summary>
[TestClass]
public sealed class RealProxiesTests
{
    private const string Password = "pa55-w0rd-of-the-proxy";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("", "")]
    [DataRow("BasicAuth user " + Password, "user:" + Password + "@")]
    public async Task Carry_the_files(string settings, string credentials)
    {
        using var proxy = await TinyProxy.StartAsync(settings, TestContext.CancellationToken);
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("a.bin", "contents");
        scene.Variables = [("HTTP_PROXY", $"http://{credentials}127.0.0.1:{proxy.Port}")];

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual("contents", File.ReadAllText(scene.InPlace("a.bin")));
        Assert.Contains("127.0.0.1", proxy.Log);
        Assert.IsTrue(scene.Service.Journal.Entries.All(request => request.Headers.ContainsKey("Via")), "A request went past the proxy.");
    }

    [TestMethod]
    public async Task Are_left_out_where_NO_PROXY_says_so()
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("a.bin", "contents");
        scene.Variables = [("HTTP_PROXY", "http://127.0.0.1:9"), ("NO_PROXY", "127.0.0.1")];

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual("contents", File.ReadAllText(scene.InPlace("a.bin")));
    }

    [TestMethod]
    public async Task That_want_another_password_are_reported_without_it()
    {
        using var proxy = await TinyProxy.StartAsync("BasicAuth user other", TestContext.CancellationToken);
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("a.bin", "contents");
        scene.Variables = [("HTTP_PROXY", $"http://user:{Password}@127.0.0.1:{proxy.Port}")];

        var problem = await scene.FailAsync(TestContext.CancellationToken);

        // Some versions of tinyproxy answer 401 where RFC 9110 has 407: then only their words tell them from the service.
        Assert.IsTrue(problem.Code is "FWDS3005" or "FWDS2001", problem.Message);
        Assert.IsTrue(problem.Message.Contains("(407)", StringComparison.Ordinal) || problem.Message.Contains("this proxy", StringComparison.Ordinal), problem.Message);
        Assert.DoesNotContain(Password, problem.Message + string.Join('\n', scene.Log.Lines));
        Assert.AreEqual(0, scene.Service.Journal.Count);
    }

    [TestMethod]
    [DataRow("ConnectPort 443", new[] { 403 })]
    [DataRow("BasicAuth user other", new[] { 401, 407 })]
    public async Task That_refuse_to_connect_are_reported(string settings, int[] statuses)
    {
        using var proxy = await TinyProxy.StartAsync(settings, TestContext.CancellationToken);
        await using var scene = await EngineScene.StartAsync();
        scene.Settings = scene.Settings with { Service = new(new Uri($"https://127.0.0.1:{scene.Service.BaseUrl.Port}/"), AllowsMachineKey: false) };
        scene.Variables = [("HTTPS_PROXY", $"http://user:{Password}@127.0.0.1:{proxy.Port}")];

        var problem = await scene.FailAsync(TestContext.CancellationToken);

        Assert.AreEqual("FWDS3005", problem.Code, problem.Message);
        Assert.Contains(status => problem.Message.Contains($"({status})", StringComparison.Ordinal), statuses, problem.Message);
        Assert.Contains("the proxy", problem.Message);
        Assert.DoesNotContain(Password, problem.Message + string.Join('\n', scene.Log.Lines));
    }

    [TestMethod]
    public async Task That_answer_with_a_page_of_their_own_are_reported_in_one_line()
    {
        using var proxy = await TinyProxy.StartAsync("", TestContext.CancellationToken);
        await using var scene = await EngineScene.StartAsync();
        scene.Variables = [("HTTP_PROXY", $"http://127.0.0.1:{proxy.Port}")];
        await scene.Service.DisposeAsync();

        var problem = await scene.FailAsync(TestContext.CancellationToken);

        TestContext.WriteLine(problem.Message);
        Assert.AreEqual("FWDS2005", problem.Code, problem.Message);
        Assert.DoesNotContain("<", problem.Message);
        Assert.DoesNotContain("\n", problem.Message);
    }
}
