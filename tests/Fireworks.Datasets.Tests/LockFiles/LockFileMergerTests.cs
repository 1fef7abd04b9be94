using System.Globalization;
using System.Text;
using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Files;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Tests.Infra;

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
        await Task.WhenAll(s_names.Select(name => Task.Run(() => MergeAsync(name, [_folder["locks"]]), TestContext.CancellationToken)));
        var dataset = LockFile.Read(LockFilePath)[s_key]!;
        Assert.IsTrue(s_names.All(name => dataset[name] is not null));
        Assert.HasCount(1, Directory.GetFiles(_folder["src"]));
    }

    [TestMethod]
    public async Task Writers_with_other_stores_or_other_temporary_folders_lose_none_either()
    {
        await Task.WhenAll(s_names.Select((name, i) => Task.Run(() => MergeAsync(name, [_folder["temporary"], _folder[$"store{i}"]]), TestContext.CancellationToken)));
        Assert.IsTrue(s_names.All(name => LockFile.Read(LockFilePath)[s_key]![name] is not null));

        File.Delete(LockFilePath);
        await Task.WhenAll(s_names.Select((name, i) => Task.Run(() => MergeAsync(name, [_folder[$"temporary{i}"], _folder["store"]]), TestContext.CancellationToken)));
        Assert.IsTrue(s_names.All(name => LockFile.Read(LockFilePath)[s_key]![name] is not null));
    }

    [TestMethod]
    public void Builds_with_other_stores_or_none_have_a_place_for_a_lock_in_common()
    {
        var log = new RecordingLog();
        var first = LockDirectories.Of(ContentStore.Open(_folder["first"], askedFor: true, log, TimeProvider.System));
        var second = LockDirectories.Of(ContentStore.Open(_folder["second"], askedFor: true, log, TimeProvider.System));
        CollectionAssert.AreEqual(LockDirectories.Of(null).ToArray(), first.Intersect(second).ToArray());
        Assert.HasCount(1, LockDirectories.Of(null));
        Assert.HasCount(2, first);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Takes_turns_with_those_who_come_to_the_file_through_links()
    {
        _folder.Write("src/lock.json", Encoding.UTF8.GetString(LockFile.Empty.ToBytes()));
        File.CreateSymbolicLink(_folder["src/by-file.json"], "lock.json");
        Directory.CreateSymbolicLink(_folder["by-folder"], _folder["src"]);
        Directory.CreateSymbolicLink(_folder["again"], "by-folder");
        foreach (var (name, path) in ((string, string)[])[("1", "src/by-file.json"), ("2", "by-folder/lock.json"), ("3", "again/lock.json"), ("4", "src/lock.json")])
        {
            await MergeAsync(name, [_folder["locks"]], lockFile: _folder[path]);
        }

        Assert.HasCount(1, Directory.GetFiles(_folder["locks"]));
        Assert.HasCount(4, LockFile.Read(LockFilePath)[s_key]!.Files.Values.Where(file => file is not null));
    }

    [TestMethod]
    public async Task Writes_where_there_is_no_place_for_a_lock()
    {
        _folder.Write("file", "");
        await MergeAsync("1", [_folder["file"]]);
        await MergeAsync("2", []);
        Assert.IsNotNull(LockFile.Read(LockFilePath)[s_key]!["1"]);
        Assert.IsNotNull(LockFile.Read(LockFilePath)[s_key]!["2"]);
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    public async Task Goes_on_when_the_lock_is_held_for_ever()
    {
        await MergeAsync("1", [_folder["locks"]]);
        using var held = ExclusiveFile.TryOpen(Directory.GetFiles(_folder["locks"]).Single());
        await MergeAsync("2", [_folder["locks"]], new ManualTimeProvider { AutoAdvance = true });
        Assert.IsNotNull(LockFile.Read(LockFilePath)[s_key]!["2"]);
    }

    [TestMethod]
    public async Task Leaves_the_file_untouched_where_nothing_changes()
    {
        await MergeAsync("1", [_folder["locks"]]);
        var windows = File.ReadAllText(LockFilePath).Replace("\n", "\r\n", StringComparison.Ordinal);
        File.WriteAllText(LockFilePath, windows);
        File.SetLastWriteTimeUtc(LockFilePath, DateTime.UnixEpoch);
        Assert.IsFalse((await MergeAsync("1", [_folder["locks"]])).Changed);
        Assert.AreEqual(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(LockFilePath));
    }

    [TestMethod]
    public async Task Never_overwrites_what_it_cannot_read()
    {
        _folder.Write("src/lock.json", "<<<<<<< HEAD");
        var e = await Assert.ThrowsExactlyAsync<DatasetException>(() => MergeAsync("1", [_folder["locks"]]));
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
        await MergeAsync("1", [_folder["locks"]]);
        Assert.IsFalse(File.Exists(left));
        Assert.HasCount(4, Directory.GetFiles(_folder["src"]));
    }

    [TestMethod]
    public async Task Can_be_cancelled_while_it_waits()
    {
        await MergeAsync("1", [_folder["locks"]]);
        using var held = ExclusiveFile.TryOpen(Directory.GetFiles(_folder["locks"]).Single());
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.CancellationToken);
        var time = new ManualTimeProvider();
        var merging = new LockFileMerger(LockFilePath, [_folder["locks"]], time).MergeAsync([], cancel.Token);
        await time.WaitForTimerAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => merging);
    }

    private Task<MergedLockFile> MergeAsync(string file, string[] lockDirectories, TimeProvider? time = null, string? lockFile = null) =>
        new LockFileMerger(lockFile ?? LockFilePath, lockDirectories, time ?? TimeProvider.System).MergeAsync(
            [new LockFileChange(s_key, s_names, new Dictionary<string, Content> { [file] = new(1, Sha256Digest.Of("x"u8)) }, Update: false, Before: null)],
            TestContext.CancellationToken);
}
