using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Tests.Infra;
using Fireworks.Datasets.Transfers;
using MessageLevel = Fireworks.Datasets.Diagnostics.MessageLevel;

namespace Fireworks.Datasets.Tests.Transfers;

[TestClass]
public class ProgressTests
{
    [TestMethod]
    public void A_line_after_five_seconds_and_then_every_ten()
    {
        var (time, log, progress) = (new ManualTimeProvider(), new RecordingLog(), new TransferProgress());
        progress.FilesExpected(2);
        using (new ProgressReporter("acme/gsm8k", progress, log, time))
        {
            time.Advance(TimeSpan.FromSeconds(4.9));
            Assert.IsEmpty(log.Lines);
            progress.LengthChanged(null, 3_000_000);
            progress.Arrived(1_000_000);
            time.Advance(TimeSpan.FromSeconds(0.1));
            progress.LengthChanged(null, 1_000_000);
            progress.Arrived(1_000_000);
            time.Advance(TimeSpan.FromSeconds(10));
        }

        time.Advance(TimeSpan.FromSeconds(100));
        CollectionAssert.AreEqual(
            new[] { "acme/gsm8k: 0 of 2 files, 1 MB, 200 kB/s", "acme/gsm8k: 0 of 2 files, 2 of 4 MB, 100 kB/s, about 20 s left" }, log.Lines.ToArray());
        Assert.IsTrue(log.Messages.All(message => message.Level == MessageLevel.High));
    }

    [TestMethod]
    [DataRow(40, 12, 40, 0, 3_400_000_000, 1_200_000_000, 85e6, "x: 12 of 40 files, 1.2 of 3.4 GB, 85 MB/s, about 26 s left")]
    [DataRow(40, 12, 13, 2, 3_400_000_000, 1_200_000_000, 85e6, "x: 12 of 40 files, 1.2 GB, 85 MB/s, 2 retries")]
    [DataRow(1, 0, 1, 1, 999, 0, 0.0, "x: 0 of 1 file, 0 of 999 bytes, waiting, 1 retry")]
    [DataRow(1, 0, 1, 0, 4_000_000_000_000, 1_000_000_000_000, 1e8, "x: 0 of 1 file, 1 of 4 TB, 100 MB/s, about 8 h 20 min left")]
    [DataRow(1, 0, 1, 0, 100_000, 100_000, 1e4, "x: 0 of 1 file, 100 of 100 kB, 10 kB/s")]
    public void Reads_well(int files, int done, int known, int retries, long length, long present, double rate, string line) =>
        Assert.AreEqual(line, ProgressReporter.Line("x", new(files, done, known, retries, length, present, present), rate));

    [TestMethod]
    public async Task A_download_counts_what_it_has_and_takes_back_what_it_lost()
    {
        using var scene = new DownloadScene(DownloadScene.Large);
        scene.Storage.ETag = null;
        scene.Storage.Script = asked => asked.Number == 1 ? Fault.Cut(60_000) : null;
        scene.Progress.FilesExpected(1);
        await scene.SucceedAsync();
        Assert.AreEqual(
            new TransferProgress.Snapshot(1, 1, 1, 1, DownloadScene.Large, DownloadScene.Large, DownloadScene.Large + 60_000), scene.Progress.Read());
    }

    [TestMethod]
    public async Task A_wait_for_a_permit_can_be_cancelled_and_leaves_it_to_others()
    {
        var limiter = new ConnectionLimiter(1);
        using var cancel = new CancellationTokenSource();
        using (await limiter.AcquireAsync(CancellationToken.None))
        {
            var waiting = limiter.AcquireAsync(cancel.Token).AsTask();
            await cancel.CancelAsync();
            await Assert.ThrowsAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(10)));
        }

        Assert.IsFalse(limiter.HasWaiters);
        Assert.IsNotNull(limiter.TryBorrow());
    }

    [TestMethod]
    public async Task Permits_are_lent_only_while_nobody_waits()
    {
        var limiter = new ConnectionLimiter(2);
        using var own = await limiter.AcquireAsync(CancellationToken.None);
        var borrowed = limiter.TryBorrow();
        Assert.IsNotNull(borrowed);
        Assert.IsNull(limiter.TryBorrow());
        var waiting = limiter.AcquireAsync(CancellationToken.None);
        Assert.IsTrue(limiter.HasWaiters);
        borrowed.Dispose();
        borrowed.Dispose();
        using var other = await waiting;
        Assert.IsFalse(limiter.HasWaiters);
        Assert.IsNull(limiter.TryBorrow());
    }
}
