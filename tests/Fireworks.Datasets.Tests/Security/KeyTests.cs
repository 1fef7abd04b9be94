using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>Two hosts, the service and the storage: the key goes to the first one only, wherever URLs and redirects lead.</summary>
[TestClass]
public sealed class KeyTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Goes_to_the_service_and_not_to_the_storage()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt", "b.txt");

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual($"Bearer {FetchScene.Key}", scene.Service.Journal.Api.Single().Headers["Authorization"]);
        Assert.AreEqual(2, scene.Service.Journal.Storage.Count());
        AssertStays(scene);
    }

    [TestMethod]
    [DataRow(301)]
    [DataRow(302)]
    [DataRow(303)]
    [DataRow(307)]
    [DataRow(308)]
    public async Task Does_not_follow_a_redirect_to_another_host(int status)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        scene.Service.Faults.Add(Fault.Redirect(scene.Service.StorageUrl + "/elsewhere", status).On(RequestKind.Api).Always());

        await Assert.ThrowsExactlyAsync<Datasets.Diagnostics.DatasetException>(() => scene.FetchAsync(TestContext.CancellationToken));

        Assert.AreEqual("/elsewhere", scene.Service.Journal.Storage.First().Path);
        AssertStays(scene);
    }

    [TestMethod]
    public async Task Does_not_come_back_after_a_detour()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        scene.Service.Faults.Add(Fault.Redirect(scene.Service.StorageUrl + "/detour").On(RequestKind.Api));
        scene.Service.Faults.Add(Fault.Redirect(scene.Service.Url + "/back").On(RequestKind.Storage));

        await Assert.ThrowsExactlyAsync<Datasets.Diagnostics.DatasetException>(() => scene.FetchAsync(TestContext.CancellationToken));

        var back = scene.Service.Journal.Entries.Single(entry => entry.Path == "/back");
        Assert.IsFalse(back.Headers.ContainsKey("Authorization"));
        AssertStays(scene);
    }

    [TestMethod]
    public async Task Is_not_sent_with_a_download_that_is_redirected_to_the_service()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        scene.Service.Faults.Add(Fault.Redirect(scene.Service.Url + "/redirected").On(RequestKind.Storage).Always());

        await scene.RefuseAsync(TestContext.CancellationToken, "FWDS3001");

        Assert.IsFalse(scene.Service.Journal.Entries.First(entry => entry.Path == "/redirected").Headers.ContainsKey("Authorization"));
    }

    [TestMethod]
    public async Task Is_not_sent_with_a_download_from_the_services_own_host()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add().RawUrl("a.txt", scene.Service.Url + "/same-host?X-Goog-Signature=abc");

        await scene.RefuseAsync(TestContext.CancellationToken, "FWDS3001");

        Assert.IsFalse(scene.Service.Journal.Entries.First(entry => entry.Path == "/same-host").Headers.ContainsKey("Authorization"));
    }

    /// <summary>Nor does the remote cache's token. A proxy would get both in clear text.</summary>
    [TestMethod]
    public async Task Is_shown_to_no_proxy_on_its_way_to_a_loopback_host()
    {
        using var proxy = RawServer.Answering(RawServer.Ok);
        using var cache = RawServer.Answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("a.bin", "contents");
        scene.Settings = scene.Settings with
        {
            Service = new(new Uri($"http://service.localhost:{scene.Service.BaseUrl.Port}/"), AllowsMachineKey: false),
            RemoteCache = new($"http://localhost.:{cache.Port}/"),
            RemoteCacheTokenVariable = "CACHE_TOKEN",
        };
        scene.Variables = [("HTTP_PROXY", proxy.Root), ("HTTPS_PROXY", proxy.Root), ("ALL_PROXY", proxy.Root), ("CACHE_TOKEN", "token-of-the-cache")];

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual("contents", await File.ReadAllTextAsync(scene.InPlace("a.bin"), TestContext.CancellationToken));
        Assert.Contains("token-of-the-cache", string.Concat(cache.Requests));
        Assert.IsEmpty(proxy.Requests);
    }

    /// <summary>In no part of any request but one header of requests to the service.</summary>
    private static void AssertStays(FetchScene scene)
    {
        var hunt = new SecretHunt([FetchScene.Key]);
        foreach (var entry in scene.Service.Journal.Entries)
        {
            hunt.Search("an address", $"{entry.Path}?{entry.Query}");
            foreach (var (name, value) in entry.Headers.Where(header => entry.Kind == RequestKind.Storage || header.Key != "Authorization"))
            {
                hunt.Search($"{entry} {name}", value);
            }
        }

        Assert.IsEmpty(hunt.Found, string.Join('\n', hunt.Found));
        Assert.IsGreaterThan(0, hunt.Searched);
    }
}
