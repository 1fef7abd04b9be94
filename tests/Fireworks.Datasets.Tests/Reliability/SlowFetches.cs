using Fireworks.Datasets.Emulator;

namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>While a file arrives slowly, other things happen.</summary>
[TestClass]
public sealed class SlowFetches
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
