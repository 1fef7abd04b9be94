using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests;

[TestClass]
public sealed class FetchOutcomeTests
{
    public TestContext TestContext { get; set; } = null!;

    /// <summary>The service names them in this order, and the small ones are there first.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false, DisplayName = "without a lock file")]
    public async Task Has_files_in_ordinal_order_in_each_run(bool usesLockFile)
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("z.jsonl", "z").File("b/2.jsonl", "b").File("a.bin", 300_000, seed: 1).File("B.jsonl", "B");
        scene.Settings = scene.Settings with { LockFilePath = usesLockFile ? Path.Join(scene.Folder, "lock.json") : null, Update = UpdateScope.None };

        for (var run = 0; run < 3; run++)
        {
            var outcome = await scene.FetchAsync(TestContext.CancellationToken);

            Assert.AreEqual("B.jsonl a.bin b/2.jsonl z.jsonl", string.Join(' ', outcome.Datasets.Single().Files.Select(file => file.Name)), $"run {run}");
        }
    }

    [TestMethod]
    public async Task Is_settled_until_the_service_is_asked_again()
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("a.jsonl", "a");
        scene.Settings = scene.Settings with { LockFilePath = Path.Join(scene.Folder, "lock.json"), Update = UpdateScope.None };

        var first = await scene.FetchAsync(TestContext.CancellationToken);
        var second = await scene.FetchAsync(TestContext.CancellationToken);
        scene.Settings = scene.Settings with { Update = UpdateScope.All };
        var update = await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual((true, true, false), (first.IsSettled, second.IsSettled, update.IsSettled));
        Assert.AreEqual((true, false, true), (first.DidWork, second.DidWork, update.DidWork));
        CollectionAssert.AreEqual(await File.ReadAllBytesAsync(scene.Settings.LockFilePath, TestContext.CancellationToken), first.LockFile.Bytes);
        CollectionAssert.AreEqual(first.LockFile.Bytes, second.LockFile.Bytes);
    }
}
