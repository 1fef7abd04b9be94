namespace Fireworks.Datasets.Tests.Transfers;

[TestClass]
public class CancellationTests
{
    [TestMethod]
    [DataRow(DownloadScene.Large)]
    [DataRow(DownloadScene.Ranged)]
    public async Task Keeps_what_arrived_for_the_next_run(int length)
    {
        using var scene = new DownloadScene(length);
        using var cancel = new CancellationTokenSource();
        scene.Storage.Script = _ => Fault.Stall(20_000);
        scene.Storage.OnStall = cancel.Cancel;

        await AssertCancelledAsync(scene, cancel);

        scene.AssertLeft("partial", "partial.json");
        scene.Storage.Script = _ => null;
        Assert.IsTrue((await scene.SucceedAsync()).Resumed);
        Assert.AreEqual(length, scene.Storage.BytesSent);
    }

    [TestMethod]
    public async Task Leaves_nothing_of_what_cannot_be_gone_on_with()
    {
        using var scene = new DownloadScene(DownloadScene.Large);
        using var cancel = new CancellationTokenSource();
        scene.Storage.ETag = null;
        scene.Storage.Script = _ => Fault.Stall(20_000);
        scene.Storage.OnStall = cancel.Cancel;

        await AssertCancelledAsync(scene, cancel);
        scene.AssertLeft();
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    public async Task Ends_a_wait_for_the_next_attempt()
    {
        using var scene = new DownloadScene(DownloadScene.Small);
        using var cancel = new CancellationTokenSource();
        scene.Storage.Script = _ => Fault.Status(503, "", TimeSpan.FromSeconds(50));
        var download = scene.DownloadAsync(cancel.Token);
        await scene.Time.WaitForTimerAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => download);
    }

    [TestMethod]
    public async Task Ends_a_wait_for_an_answer()
    {
        using var scene = new DownloadScene(DownloadScene.Small);
        using var cancel = new CancellationTokenSource();
        scene.Storage.Script = _ => new() { StallsBeforeAnswer = true };
        scene.Storage.OnStall = cancel.Cancel;
        await AssertCancelledAsync(scene, cancel);
    }

    private static async Task AssertCancelledAsync(DownloadScene scene, CancellationTokenSource cancel)
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => scene.DownloadAsync(cancel.Token));
        Assert.IsFalse(File.Exists(scene.CopyPath));
    }
}
