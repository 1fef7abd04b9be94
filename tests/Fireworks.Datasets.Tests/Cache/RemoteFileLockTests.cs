using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Cache;

[TestClass]
public sealed class RemoteFileLockTests : StoreScene
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly RemoteFileId s_file = RemoteFileId.Of("https://example.com/", new(new("acme", "d"), Lineage: false), "f");
    private static readonly RemoteRecord s_record = new(new(8, Digest), Validator.Parse("\"v1\""));

    private string RecordPath => Path.Combine(Root, "remote", s_file.ToString()[..2], s_file.ToString());

    [TestMethod]
    public void Other_services_datasets_and_files_are_other_files()
    {
        DatasetKey dataset = new(new("acme", "d"), Lineage: false);
        RemoteFileId[] others =
        [
            s_file,
            RemoteFileId.Of("https://other.example/", dataset, "f"),
            RemoteFileId.Of("https://example.com/", dataset with { Lineage = true }, "f"),
            RemoteFileId.Of("https://example.com/", dataset, "g"),
        ];
        Assert.HasCount(4, others.Distinct());
    }

    [TestMethod]
    public async Task Is_one_at_a_time_also_within_a_process()
    {
        var inside = 0;
        using var store = Open();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            using var held = await AcquireAsync(store);
            Assert.IsNotNull(held);
            Assert.AreEqual(1, Interlocked.Increment(ref inside));
            Publish(store);
            Interlocked.Decrement(ref inside);
        })));
    }

    [TestMethod]
    public async Task Remembers_what_was_seen()
    {
        using var store = Open();
        foreach (var record in (RemoteRecord[])[s_record, s_record with { Validator = Validator.Parse($"\"{new string('\\', 1000)}\"") }, s_record])
        {
            using (var held = await AcquireAsync(store))
            {
                held!.Remember(record);
                Assert.AreEqual(record, held.Seen);
            }

            using var again = await AcquireAsync(store);
            Assert.AreEqual(record, again!.Seen);
        }
    }

    [TestMethod]
    public async Task Cut_off_record_is_no_record()
    {
        using var store = Open();
        (await AcquireAsync(store))!.Dispose();
        var whole = s_record.ToBytes();
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(RecordPath, whole[..length]);
            using var held = await AcquireAsync(store);
            Assert.IsNull(held!.Seen, $"cut at {length}");
        }

        Assert.IsNull(RemoteRecord.Parse([.. whole, (byte)'\n', (byte)'x', (byte)'\n']));
    }

    /// <summary>None is read that is longer than one we write, as it goes onto the stack.</summary>
    [TestMethod]
    public async Task Endless_record_is_no_record()
    {
        using var store = Open();
        (await AcquireAsync(store))!.Dispose();
        using (var record = File.OpenWrite(RecordPath))
        {
            record.SetLength(100_000_000);
        }

        using var held = await AcquireAsync(store);
        Assert.IsNull(held!.Seen);
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    public async Task Wait_is_announced_with_the_holder_and_ends_when_it_makes_no_progress()
    {
        var time = new ManualTimeProvider();
        using var store = Open(time);
        using var held = await AcquireAsync(store);
        time.Advance(TimeSpan.FromSeconds(1));
        var second = AcquireAsync(store).AsTask();

        await AdvanceAsync(time, TimeSpan.FromSeconds(3));
        StringAssert.Contains(Log.Lines.Single(), $"Waiting for 'f', which process {Environment.ProcessId} on ", StringComparison.Ordinal);
        File.WriteAllText(held!.PartialPath, "progress");
        await AdvanceAsync(time, s_patience);
        Assert.IsFalse(second.IsCompleted, "It has made progress.");
        await AdvanceAsync(time, TimeSpan.FromSeconds(5));
        Assert.IsNull(await second);
        StringAssert.StartsWith(Log.Lines[^1], "No progress with 'f' for 60 s by process ", StringComparison.Ordinal);
        held.Dispose();
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(RecordPath)!), "The holder's name goes with it.");
    }

    [TestMethod]
    public async Task Wait_ends_when_the_holder_is_done_or_dead()
    {
        var time = new ManualTimeProvider();
        using var store = Open(time);
        var held = await AcquireAsync(store);
        var second = AcquireAsync(store).AsTask();
        await AdvanceAsync(time, TimeSpan.FromSeconds(1));
        held!.Dispose();
        await AdvanceAsync(time, TimeSpan.FromSeconds(1));
        using var got = await second;
        Assert.IsNotNull(got);
        Assert.IsEmpty(Log.Messages);
    }

    [TestMethod]
    [DataRow("\"v1\"")]
    [DataRow("", DisplayName = "no validator")]
    public async Task Wait_tells_what_it_was_for(string etag)
    {
        var record = s_record with { Validator = Validator.Parse(etag) };
        var time = new ManualTimeProvider();
        using var store = Open(time);
        foreach (var seenBefore in (bool[])[false, true])
        {
            var held = await AcquireAsync(store);
            File.SetLastWriteTimeUtc(RecordPath, DateTime.UtcNow.AddHours(-1));
            var second = AcquireAsync(store).AsTask();
            held!.Remember(record);
            held.Dispose();
            await AdvanceAsync(time, TimeSpan.FromSeconds(1));
            using var got = await second;
            Assert.AreEqual(record, got!.Seen);
            Assert.AreEqual(seenBefore && etag.Length > 0 ? null : record, got.BroughtMeanwhile, "A validator says the same.");
        }

        using var third = await AcquireAsync(store);
        Assert.IsNull(third!.BroughtMeanwhile, "It did not wait.");
    }

    [TestMethod]
    public async Task Leftovers_of_a_killed_holder_are_in_nobodys_way()
    {
        using var store = Open();
        (await AcquireAsync(store))!.Dispose();
        File.WriteAllText(RecordPath + LockHolder.Extension, "process 1 on nowhere");
        using var held = await AcquireAsync(store);
        Assert.IsNotNull(held);
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    public async Task Wait_can_be_cancelled()
    {
        var time = new ManualTimeProvider();
        using var store = Open(time);
        using var held = await AcquireAsync(store);
        using var cancel = new CancellationTokenSource();
        var second = RemoteFileLock.AcquireAsync(store, s_file, "'f'", s_patience, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => second);
    }

    [TestMethod]
    public async Task Broken_store_means_going_on_without()
    {
        using var store = Open();
        Folder.Write("cache/remote", "a file in its place");
        Assert.IsNull(await AcquireAsync(store));
        Assert.AreEqual("FWDS5005", Log.Diagnostics.Single().Code);
    }

    private async Task AdvanceAsync(ManualTimeProvider time, TimeSpan by)
    {
        // In small steps: the waiter sets its next timer on another thread.
        for (var step = TimeSpan.FromMilliseconds(250); by > TimeSpan.Zero; by -= step)
        {
            time.Advance(step);
            for (var i = 0; i < 20; i++)
            {
                await Task.Yield();
            }
        }

        TestContext.CancellationToken.ThrowIfCancellationRequested();
    }

    private ValueTask<RemoteFileLock?> AcquireAsync(ContentStore store) =>
        RemoteFileLock.AcquireAsync(store, s_file, "'f'", s_patience, TestContext.CancellationToken);
}
