using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Acquiring;

/// <summary>What the lock file says that a file is, it is, wherever it comes from.</summary>
[TestClass]
public sealed class PinnedContentsTests
{
    public TestContext TestContext { get; set; } = null!;

    /// <summary>Of the same length, so that only the digest tells.</summary>
    [TestMethod]
    [DataRow(false, DisplayName = "without a store")]
    [DataRow(true, DisplayName = "with a store")]
    public async Task Are_not_those_that_the_service_has_now(bool hasStore)
    {
        await using var scene = await StartAsync();
        scene.Settings = scene.Settings with { CacheDirectory = hasStore ? Path.Join(scene.Folder, "empty store") : null };
        File.Delete(scene.InPlace("a.txt"));
        scene.Dataset.File("a.txt", "other bytes");

        Assert.AreEqual("FWDS4001", (await scene.FailAsync(TestContext.CancellationToken)).Code);
        Assert.IsFalse(File.Exists(scene.InPlace("a.txt")));
    }

    [TestMethod]
    [DataRow("other bytes")]
    [DataRow("cut")]
    public async Task Are_not_those_of_a_damaged_store(string damaged)
    {
        await using var scene = await StartAsync();
        File.Delete(scene.InPlace("a.txt"));
        var digest = scene.Dataset.Sha256("a.txt");
        await File.WriteAllTextAsync(Path.Join(scene.Store, "sha256", digest[..2], digest), damaged, TestContext.CancellationToken);

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual("right bytes", await File.ReadAllTextAsync(scene.InPlace("a.txt"), TestContext.CancellationToken));
    }

    /// <summary>No contents have both the digest and the length: the lock file is to be corrected, wherever the contents come from.</summary>
    [TestMethod]
    [DataRow("in place", 1)]
    [DataRow("in place", -1)]
    [DataRow("stored", 1)]
    [DataRow("stored", -1)]
    [DataRow("at the service", 1)]
    [DataRow("at the service", -1)]
    public async Task Have_the_length_of_the_lock_file_or_are_refused_until_an_update(string place, int wrong)
    {
        await using var scene = await StartAsync();
        var right = await File.ReadAllTextAsync(scene.Settings.LockFilePath!, TestContext.CancellationToken);
        await File.WriteAllTextAsync(scene.Settings.LockFilePath!, right.Replace(": 11,", $": {11 + wrong},", StringComparison.Ordinal), TestContext.CancellationToken);
        if (place != "in place")
        {
            File.Delete(scene.InPlace("a.txt"));
        }

        var atService = place == "at the service";
        scene.Settings = scene.Settings with { Offline = !atService, CacheDirectory = atService ? null : scene.Settings.CacheDirectory };
        var problem = await scene.FailAsync(TestContext.CancellationToken);
        scene.Settings = scene.Settings with { Offline = false, Update = UpdateScope.All };
        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual("FWDS4001", problem.Code, problem.Message);
        Assert.Contains("FireworksDatasetsUpdate=eval", problem.Message);
        Assert.AreEqual(right, await File.ReadAllTextAsync(scene.Settings.LockFilePath!, TestContext.CancellationToken));
    }

    private async Task<EngineScene> StartAsync()
    {
        var scene = await EngineScene.StartAsync();
        scene.Dataset.File("a.txt", "right bytes");
        scene.Settings = scene.Settings with { LockFilePath = Path.Join(scene.Folder, "lock.json") };
        await scene.FetchAsync(TestContext.CancellationToken);
        scene.Settings = scene.Settings with { Update = UpdateScope.None };
        return scene;
    }
}
