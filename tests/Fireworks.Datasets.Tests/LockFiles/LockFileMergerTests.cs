using System.Globalization;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Integrity;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Store;
using Fireworks.Datasets.Tests.Infra;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Fireworks.Datasets.Tests.LockFiles;

[TestClass]
public sealed class LockFileMergerTests : IDisposable
{
    private static readonly DatasetKey s_key = new(new DatasetName("acme", "d"), Lineage: false);
    private static readonly string[] s_names = [.. Enumerable.Range(0, 50).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    private readonly TemporaryFolder _folder = new();

    public TestContext TestContext { get; set; } = null!;

    private string LockFilePath => _folder["src/lock.json"];

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Writers_at_the_same_moment_lose_no_entry()
    {
        await Task.WhenAll(s_names.Select(name => Task.Run(() => MergeAsync(name, _folder["locks"]), TestContext.CancellationToken)));
        var dataset = LockFile.Read(LockFilePath)[s_key]!;
        Assert.IsTrue(s_names.All(name => dataset[name] is not null));
        Assert.HasCount(1, Directory.GetFiles(_folder["src"]));
    }

    [TestMethod]
    public async Task Writes_where_there_is_no_place_for_a_lock()
    {
        _folder.Write("file", "");
        await MergeAsync("1", _folder["file"]);
        await MergeAsync("2", lockDirectory: null);
        Assert.IsNotNull(LockFile.Read(LockFilePath)[s_key]!["1"]);
        Assert.IsNotNull(LockFile.Read(LockFilePath)[s_key]!["2"]);
    }

    [TestMethod]
    public async Task Goes_on_when_the_lock_is_held_for_ever()
    {
        await MergeAsync("1", _folder["locks"]);
        using var held = ExclusiveFile.TryOpen(Directory.GetFiles(_folder["locks"]).Single());
        await MergeAsync("2", _folder["locks"], new ManualTimeProvider { AutoAdvance = true });
        Assert.IsNotNull(LockFile.Read(LockFilePath)[s_key]!["2"]);
    }

    [TestMethod]
    public async Task Leaves_the_file_untouched_where_nothing_changes()
    {
        await MergeAsync("1", _folder["locks"]);
        var windows = File.ReadAllText(LockFilePath).Replace("\n", "\r\n", StringComparison.Ordinal);
        File.WriteAllText(LockFilePath, windows);
        File.SetLastWriteTimeUtc(LockFilePath, DateTime.UnixEpoch);
        Assert.IsFalse((await MergeAsync("1", _folder["locks"])).Changed);
        Assert.AreEqual(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(LockFilePath));
    }

    [TestMethod]
    public async Task Never_overwrites_what_it_cannot_read()
    {
        _folder.Write("src/lock.json", "<<<<<<< HEAD");
        var e = await Assert.ThrowsExactlyAsync<DatasetException>(() => MergeAsync("1", _folder["locks"]));
        Assert.AreEqual("FWDS4003", e.Diagnostic.Code);
        Assert.AreEqual("<<<<<<< HEAD", File.ReadAllText(LockFilePath));
    }

    [TestMethod]
    public async Task Removes_what_a_killed_build_left_and_nothing_else()
    {
        var left = AtomicFile.TemporaryPathFor(LockFilePath);
        var recent = AtomicFile.TemporaryPathFor(LockFilePath);
        foreach (var path in (string[])[left, recent, LockFilePath + ".bak", _folder["src/other.tmp"]])
        {
            _folder.Write(path, "{");
        }

        File.SetLastWriteTimeUtc(left, DateTime.UnixEpoch);
        File.SetLastWriteTimeUtc(LockFilePath + ".bak", DateTime.UnixEpoch);
        await MergeAsync("1", _folder["locks"]);
        Assert.IsFalse(File.Exists(left));
        Assert.HasCount(4, Directory.GetFiles(_folder["src"]));
    }

    [TestMethod]
    public async Task Can_be_cancelled_while_it_waits()
    {
        await MergeAsync("1", _folder["locks"]);
        using var held = ExclusiveFile.TryOpen(Directory.GetFiles(_folder["locks"]).Single());
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.CancellationToken);
        var time = new ManualTimeProvider();
        var merging = new LockFileMerger(LockFilePath, _folder["locks"], time).MergeAsync([], cancel.Token);
        await time.WaitForTimerAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => merging);
    }

    private Task<MergedLockFile> MergeAsync(string file, string? lockDirectory, TimeProvider? time = null) =>
        new LockFileMerger(LockFilePath, lockDirectory, time ?? TimeProvider.System).MergeAsync(
            [new LockFileChange(s_key, s_names, new Dictionary<string, LockedFile> { [file] = new(1, Sha256Digest.Of("x"u8)) }, Update: false, Before: null)],
            TestContext.CancellationToken);
}
