using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>While a file arrives slowly, other things happen.</summary>
[TestClass]
public sealed class SlowFetchesTests
{
    private const int Length = 1_000_000;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Give_every_file_the_time_at_which_it_came_into_place()
    {
        await using var scene = await StartAsync(new ObjectOptions());
        scene.Dataset.File("small.bin", "small");
        var fetch = scene.FetchAsync(TestContext.CancellationToken);
        await ArriveAsync(scene, fetch);
        var builtMeanwhile = DateTime.UtcNow;
        await fetch;

        foreach (var name in (string[])["small.bin", "slow.bin"])
        {
            Assert.IsGreaterThan(builtMeanwhile, File.GetLastWriteTimeUtc(scene.InPlace(name)), name);
        }
    }

    [TestMethod]
    [DataRow(true, false)]
    [DataRow(false, true)]
    public async Task Serve_those_who_wait_for_them_also_without_a_validator(bool noETag, bool weakETag)
    {
        await using var scene = await StartAsync(new ObjectOptions { NoETag = noETag, WeakETag = weakETag });
        scene.Settings = scene.Settings with { Update = UpdateScope.None };
        var first = scene.FetchAsync(TestContext.CancellationToken);
        await ArriveAsync(scene, first);
        scene.Destination = Path.Join(scene.Folder, "second");
        await Task.WhenAll(first, scene.FetchAsync(TestContext.CancellationToken));

        Assert.AreEqual(1, scene.StorageRequests);
        CollectionAssert.AreEqual(scene.Dataset.Contents("slow.bin"), File.ReadAllBytes(scene.InPlace("slow.bin")));
    }

    [TestMethod]
    public async Task Do_not_answer_for_an_update_that_began_later()
    {
        await using var scene = await StartAsync(new ObjectOptions { NoETag = true });
        var first = scene.FetchAsync(TestContext.CancellationToken);
        await ArriveAsync(scene, first);
        scene.Dataset.File("slow.bin", "new");
        scene.Destination = Path.Join(scene.Folder, "second");
        await Task.WhenAll(first, scene.FetchAsync(TestContext.CancellationToken));

        Assert.AreEqual("new", File.ReadAllText(scene.InPlace("slow.bin")));
    }

    [TestMethod]
    public async Task Say_how_far_they_are()
    {
        await using var scene = await StartAsync(new ObjectOptions());
        scene.Time = new HastyTimeProvider();
        scene.Service.Options.BytesPerSecondPerConnection = Length / 5;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.CancellationToken);
        var fetch = scene.FetchAsync(enough.Token);

        while (!scene.Log.Lines.Any(line => line.StartsWith("acme/eval: 0 of 1 file, ", StringComparison.Ordinal)))
        {
            Assert.IsFalse(fetch.IsCompleted, "It said nothing.");
            await Task.Delay(1, TestContext.CancellationToken);
        }

        await enough.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => fetch);
    }

    private static async Task<EngineScene> StartAsync(ObjectOptions options)
    {
        var scene = await EngineScene.StartAsync();
        scene.Time = TimeProvider.System;
        scene.Dataset.File("slow.bin", Length, seed: 1, options);
        scene.Service.Options.BytesPerSecondPerConnection = 2 * Length;
        return scene;
    }

    private async Task ArriveAsync(EngineScene scene, Task fetch)
    {
        var request = await scene.Service.Journal.WaitForAsync(entry => entry.File == "slow.bin", TestContext.CancellationToken);
        while (request.BytesSent < Length / 2 && !fetch.IsCompleted)
        {
            await Task.Delay(1, TestContext.CancellationToken);
        }
    }
}
