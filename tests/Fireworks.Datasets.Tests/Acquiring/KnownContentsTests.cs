using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Infra;
using Fireworks.Datasets.Tests.Transfers;

namespace Fireworks.Datasets.Tests.Acquiring;

/// <summary>Asked again, the service has what is in place already.</summary>
[TestClass]
public sealed class KnownContentsTests
{
    public TestContext TestContext { get; set; } = null!;

    /// <summary>A new time stamp would make the compiler run, in every build with a floating dataset.</summary>
    [TestMethod]
    public async Task Stay_as_they_are_also_where_storage_has_no_validator()
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("none.txt", "same", new() { NoETag = true }).File("weak.txt", "same", new() { WeakETag = true });
        await scene.FetchAsync(TestContext.CancellationToken);
        var written = (File.GetLastWriteTimeUtc(scene.InPlace("none.txt")), File.GetLastWriteTimeUtc(scene.InPlace("weak.txt")));
        scene.Dataset.File("more.txt", "more");

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual(written, (File.GetLastWriteTimeUtc(scene.InPlace("none.txt")), File.GetLastWriteTimeUtc(scene.InPlace("weak.txt"))));
        Assert.AreEqual("more", await File.ReadAllTextAsync(scene.InPlace("more.txt"), TestContext.CancellationToken));
    }

    /// <summary>Validators are a storage's own: two may call different contents alike.</summary>
    [TestMethod]
    public async Task Are_not_asked_for_by_the_validator_of_another_service()
    {
        await using var scene = await EngineScene.StartAsync();
        await using var other = await FireworksEmulator.StartAsync(new EmulatorOptions { ApiKey = scene.Service.ApiKey });
        scene.Dataset.File("a.txt", "same");
        other.AddDataset("acme", "eval").File("a.txt", "same");
        await scene.FetchAsync(TestContext.CancellationToken);
        await scene.FetchAsync(TestContext.CancellationToken);
        CollectionAssert.AreEqual((int[])[200, 304], scene.Service.Journal.Storage.Select(request => request.Status).ToArray());

        scene.Settings = scene.Settings with { Service = new(new Uri(other.Url + "/"), AllowsMachineKey: false) };
        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual(200, other.Journal.Storage.Single().Status);
    }
}
