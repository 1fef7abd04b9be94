using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Reliability;

[TestClass]
public sealed class CancelledFetchesTests
{
    private const int Length = 15_000_000;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task End_at_once_and_leave_what_the_next_one_goes_on_from()
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Time = TimeProvider.System;
        scene.Dataset.File("large.bin", Length, seed: 1);
        scene.Service.Options.BytesPerSecondPerConnection = 4_000_000;
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.CancellationToken);
        var fetch = scene.FetchAsync(cancellation.Token);
        var request = await scene.Service.Journal.WaitForAsync(entry => entry.File == "large.bin", TestContext.CancellationToken);
        while (request.BytesSent < 2_000_000)
        {
            await Task.Yield();
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => fetch);

        Assert.IsLessThan(Length, request.BytesSent, "It waited for the end, which is seconds away.");
        Assert.HasCount(1, scene.Sidecars());
        Assert.IsFalse(File.Exists(scene.InPlace("large.bin")));

        scene.Service.Options.BytesPerSecondPerConnection = null;
        scene.Service.Journal.Clear();
        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.StartsWith("bytes=", scene.Service.Journal.Storage.Single().Range);
        CollectionAssert.AreEqual(scene.Dataset.Contents("large.bin"), await File.ReadAllBytesAsync(scene.InPlace("large.bin"), TestContext.CancellationToken));
    }
}
