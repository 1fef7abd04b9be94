using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Acquiring;

/// <summary>Another build has the lock on a file and does not get on: this one downloads for itself.</summary>
[TestClass]
public sealed class PrivateDownloadsTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(100)]
    [DataRow(600_000)]
    public async Task Succeed_and_leave_alone_what_the_other_has(int length)
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Time = new RushingTimeProvider();
        scene.Dataset.File("a.bin", length, seed: 1);
        using var store = ContentStore.Open(scene.Store, askedFor: true, scene.Log, TimeProvider.System)!;
        var file = RemoteFileId.Of(scene.Settings.Service.ToString(), new(new("acme", "eval"), Lineage: false), "a.bin");
        using var held = await RemoteFileLock.AcquireAsync(store, file, "a.bin", TimeSpan.Zero, TestContext.CancellationToken);
        await File.WriteAllTextAsync(held!.PartialPath, "its bytes", TestContext.CancellationToken);

        await scene.FetchAsync(TestContext.CancellationToken);

        CollectionAssert.AreEqual(scene.Dataset.Contents("a.bin"), await File.ReadAllBytesAsync(scene.InPlace("a.bin"), TestContext.CancellationToken));
        Assert.AreEqual("its bytes", await File.ReadAllTextAsync(held.PartialPath, TestContext.CancellationToken));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(held.PartialPath)!));
    }

    /// <summary>A clock that is a thousand times as fast; timers are not, so that nothing stalls.</summary>
    private sealed class RushingTimeProvider : TimeProvider
    {
        public override long GetTimestamp() => base.GetTimestamp() * 1000;
    }
}
