using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests;

[TestClass]
public sealed class FailedFetchTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Keeps_what_was_verified_against_the_lock_file_and_does_not_ask_for_it_again()
    {
        await using var scene = await LockedSceneAsync();
        scene.Dataset.File("b.jsonl", "other");

        var problem = await scene.FailAsync(TestContext.CancellationToken);

        Assert.AreEqual("FWDS4001", problem.Code);
        Assert.AreEqual("a", await File.ReadAllTextAsync(scene.InPlace("a.jsonl"), TestContext.CancellationToken));
        Assert.IsFalse(File.Exists(scene.InPlace("b.jsonl")));

        scene.Dataset.File("b.jsonl", "b");
        var asked = scene.StorageRequests;
        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual(1, scene.StorageRequests - asked);
    }

    [TestMethod]
    public async Task Says_also_what_could_not_be_kept()
    {
        await using var scene = await LockedSceneAsync();
        scene.Dataset.File("b.jsonl", "other");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetDirectoryName(scene.InPlace("")))!);
        await File.WriteAllTextAsync(Path.GetDirectoryName(scene.InPlace(""))!, "in the way", TestContext.CancellationToken);

        var failure = await Assert.ThrowsExactlyAsync<DatasetException>(() => scene.FetchAsync(TestContext.CancellationToken));

        CollectionAssert.AreEqual(new[] { "FWDS4001", "FWDS5004" }, failure.Diagnostics.Select(problem => problem.Code).ToArray());
        Assert.AreEqual("in the way", await File.ReadAllTextAsync(Path.GetDirectoryName(scene.InPlace(""))!, TestContext.CancellationToken));
    }

    /// <summary>A dataset of two files that is locked, and of which nothing is in place or in a cache.</summary>
    private async Task<EngineScene> LockedSceneAsync()
    {
        var scene = await EngineScene.StartAsync();
        scene.Dataset.File("a.jsonl", "a").File("b.jsonl", "b");
        scene.Settings = scene.Settings with { LockFilePath = Path.Join(scene.Folder, "lock.json"), CacheDirectory = null, Update = UpdateScope.None };
        scene.Destination = Path.Join(scene.Folder, "first");
        await scene.FetchAsync(TestContext.CancellationToken);
        scene.Destination = Path.Join(scene.Folder, "second");
        return scene;
    }
}
