using Fireworks.Datasets.Cache.Remote;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Secrets;

/// <summary>What the log is told to keep out, since it may have a shape that nothing recognises.</summary>
[TestClass]
public sealed class HiddenSecretsTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Are_the_key_from_when_it_is_used()
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("a.txt", "contents");
        await scene.FetchAsync(TestContext.CancellationToken);
        Assert.AreEqual(scene.Service.ApiKey, scene.Log.Hidden.Single());
    }

    [TestMethod]
    public void Are_the_token_of_a_remote_cache()
    {
        var log = new RecordingLog();
        var settings = new FetchSettings { RemoteCache = new("https://cache.example/"), RemoteCacheTokenVariable = "CACHE_TOKEN" };
        Assert.IsNotNull(RemoteCacheOptions.From(settings, FakeMachine.With(home: null, ("CACHE_TOKEN", "token-of-the-cache")), log));
        Assert.AreEqual("token-of-the-cache", log.Hidden.Single());
    }
}
