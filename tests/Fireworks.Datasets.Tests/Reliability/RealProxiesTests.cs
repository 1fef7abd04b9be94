using System.Net.Security;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Http;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>Through a real tinyproxy. The service has the address 0.0.0.0, by which the proxy finds this machine, and which is no loopback host.</summary>
[TestClass]
public sealed class RealProxiesTests
{
    private const string Password = "pa55-w0rd-of-the-proxy";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("", "")]
    [DataRow("BasicAuth user " + Password, "user:" + Password + "@")]
    public async Task Carry_what_is_asked_of_the_service(string settings, string credentials)
    {
        using var proxy = await TinyProxy.StartAsync(settings, TestContext.CancellationToken);
        await using var service = await StartSecureAsync();
        var machine = FakeMachine.With(home: null, ("HTTPS_PROXY", $"http://{credentials}127.0.0.1:{proxy.Port}"));

        await AskAsync(service, machine);

        Assert.AreEqual(1, service.Journal.Count);
        Assert.Contains("CONNECT 0.0.0.0:", proxy.Log);
    }

    [TestMethod]
    [DataRow("ConnectPort 443", new[] { 403 })]
    [DataRow("BasicAuth user other", new[] { 401, 407 })]
    public async Task That_refuse_to_connect_are_reported(string settings, int[] statuses)
    {
        using var proxy = await TinyProxy.StartAsync(settings, TestContext.CancellationToken);

        var (problem, lines) = await FailAsync(proxy);

        Assert.Contains(status => problem.Message.Contains($"({status})", StringComparison.Ordinal), statuses, problem.Message);
        Assert.DoesNotContain(Password, problem.Message + lines);
    }

    [TestMethod]
    public async Task That_cannot_connect_are_reported_in_one_line()
    {
        using var proxy = await TinyProxy.StartAsync("", TestContext.CancellationToken);

        var (problem, _) = await FailAsync(proxy, serviceIsThere: false);

        Assert.DoesNotContain("<", problem.Message);
        Assert.DoesNotContain("\n", problem.Message);
    }

    private static Task<FireworksEmulator> StartSecureAsync() =>
        FireworksEmulator.StartAsync(new EmulatorOptions { Certificate = FailureTableTests.SelfSigned() });

    private async Task AskAsync(FireworksEmulator service, MachineEnvironment machine)
    {
        var handler = TransportHandler.Create(1, machine);
        handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == service.Options.Certificate!.GetCertHashString() };
        using var transport = new HttpTransport(handler, TimeProvider.System);
        using var answer = await transport.GetAsync(UrlTests.Parse($"https://0.0.0.0:{service.BaseUrl.Port}/x"), _ => { }, TestContext.CancellationToken);
        Assert.IsFalse(answer.Headers.Contains("Via"));
    }

    private async Task<(Diagnostic Problem, string Lines)> FailAsync(TinyProxy proxy, bool serviceIsThere = true)
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Settings = scene.Settings with { Service = new(new Uri($"https://0.0.0.0:{scene.Service.BaseUrl.Port}/"), AllowsMachineKey: false) };
        scene.Variables = [("HTTPS_PROXY", $"http://user:{Password}@127.0.0.1:{proxy.Port}")];
        if (!serviceIsThere)
        {
            await scene.Service.DisposeAsync();
        }

        var problem = await scene.FailAsync(TestContext.CancellationToken);

        Assert.AreEqual("FWDS3005", problem.Code, problem.Message);
        Assert.Contains("the proxy", problem.Message);
        return (problem, string.Join('\n', scene.Log.Lines));
    }
}
