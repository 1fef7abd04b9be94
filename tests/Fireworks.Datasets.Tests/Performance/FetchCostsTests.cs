using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Performance;

/// <summary>
/// What keeps a fetch fast, in figures that do not depend on the machine. Bounds are some way above what was counted, so
/// that only a change of kind exceeds them: one more write of each byte, one more file for each file, one more request.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class FetchCostsTests
{
    private const int Files = 300, Length = 2048;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Of_small_files_are_one_request_and_three_writes_each()
    {
        await using var scene = await SceneAsync();

        var costs = await CostsAsync(scene);

        Assert.AreEqual((1, Files), (scene.Service.Journal.Api.Count(), scene.StorageRequests));
        // Into the store, into place, and the record of its validator; what is over is the state.
        Assert.IsLessThan(4, costs.Per(Files).Writes, $"{costs}");
        Assert.IsLessThan((2 * Length) + 600, costs.Per(Files).Written, $"{costs}");
    }

    [TestMethod]
    public async Task Of_small_files_from_the_store_are_one_write_each()
    {
        await using var scene = await SceneAsync();
        await CostsAsync(scene);
        Directory.Delete(Path.GetDirectoryName(scene.InPlace("x"))!, recursive: true);
        scene.Service.Journal.Clear();

        var costs = await CostsAsync(scene, Pinned(scene));

        Assert.AreEqual(0, scene.Service.Journal.Count);
        Assert.IsLessThan(2, costs.Per(Files).Writes, $"{costs}");
        Assert.IsLessThan(Length + 400, costs.Per(Files).Written, $"{costs}");
        Assert.IsLessThan(16 * 1024, costs.Per(Files).Allocated, $"{costs}");
    }

    [TestMethod]
    public async Task Of_files_in_place_are_no_write_and_little_memory()
    {
        await using var scene = await SceneAsync();
        await CostsAsync(scene);
        scene.Service.Journal.Clear();
        await CostsAsync(scene, Pinned(scene));

        var costs = await CostsAsync(scene, Pinned(scene));

        Assert.AreEqual(0, scene.Service.Journal.Count);
        Assert.AreEqual(0, costs.Per(Files).Writes, $"{costs}");
        Assert.IsLessThan(4 * 1024, costs.Per(Files).Allocated, $"{costs}");
    }

    [TestMethod]
    public async Task Of_a_large_file_are_two_writes_of_each_byte_and_no_more_memory_for_more_bytes()
    {
        var small = await LargeAsync(32 << 20);
        var large = await LargeAsync(64 << 20);

        Assert.IsLessThan(2.1, (double)large.Written / (64 << 20), $"{large}");
        Assert.IsLessThan(32 << 20, large.Allocated - small.Allocated, $"{small} and {large}");
    }

    private async Task<ProcessCosts> LargeAsync(long length)
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("large.bin", length, seed: 1);
        return await CostsAsync(scene);
    }

    private static async Task<EngineScene> SceneAsync()
    {
        var scene = await EngineScene.StartAsync();
        for (var i = 0; i < Files; i++)
        {
            scene.Dataset.File($"part-{i:d4}.jsonl", Length, seed: i);
        }

        return scene;
    }

    /// <summary>Not an update: by what the lock file says, without asking the service.</summary>
    private static FetchSettings Pinned(EngineScene scene) => scene.Settings with { Update = UpdateScope.None };

    private async Task<ProcessCosts> CostsAsync(EngineScene scene, FetchSettings? settings = null)
    {
        scene.Settings = (settings ?? scene.Settings) with { LockFilePath = Path.Join(scene.Folder, "lock.json") };
        var before = ProcessCosts.Now();
        await scene.FetchAsync(TestContext.CancellationToken);
        var costs = ProcessCosts.Now() - before;
        TestContext.WriteLine($"{costs}; a file: {costs.Per(Files)}");
        return costs;
    }
}
