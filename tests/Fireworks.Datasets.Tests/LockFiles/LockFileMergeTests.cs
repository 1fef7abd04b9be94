using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.LockFiles;

namespace Fireworks.Datasets.Tests.LockFiles;

[TestClass]
public class LockFileMergeTests
{
    private static readonly DatasetKey s_key = new(new DatasetName("acme", "d"), Lineage: false);

    [TestMethod]
    public void First_fetch_lists_every_name_and_pins_what_was_fetched()
    {
        var merged = LockFileMerge.Apply(LockFile.Empty, [Change(["a", "b"], ("a", "1"))]);
        Assert.AreEqual("a=1 b=?", Show(merged));
        Assert.AreEqual("a: ? -> 1", Differences(merged));
        Assert.IsTrue(merged.Changed);
    }

    [TestMethod]
    public void Another_filter_adds_to_what_is_pinned_and_names_stay()
    {
        var merged = LockFileMerge.Apply(Locked(("a", "1"), ("b", null)), [Change(["a", "b", "new"], ("b", "2"))]);
        Assert.AreEqual("a=1 b=2", Show(merged));
    }

    [TestMethod]
    public void Nothing_new_is_no_change()
    {
        var merged = LockFileMerge.Apply(Locked(("a", "1"), ("b", null)), [Change(null, ("a", "1"))]);
        Assert.IsFalse(merged.Changed);
        Assert.IsEmpty(merged.Differences);
    }

    [TestMethod]
    public void Other_contents_than_pinned_are_refused_file_by_file()
    {
        var e = Assert.ThrowsExactly<DatasetException>(() =>
            LockFileMerge.Apply(Locked(("a", "1"), ("b", "1"), ("c", "1")), [Change(null, ("c", "2"), ("a", "2"), ("b", "1"))]));
        CollectionAssert.AreEqual(new[] { "FWDS4001", "FWDS4001" }, e.Diagnostics.Select(diagnostic => diagnostic.Code).ToArray());
        StringAssert.Contains(e.Diagnostics[0].Message, "'a'", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Update_replaces_names_and_digests_and_forgets_what_it_does_not_know()
    {
        var before = Locked(("changed", "1"), ("gone", "1"), ("not-fetched", "1"), ("same", "1"));
        var change = Change(["changed", "new", "not-fetched", "same"], ("changed", "2"), ("new", "2"), ("same", "1")) with
        {
            Update = true,
            Before = before[s_key],
        };
        var merged = LockFileMerge.Apply(before, [change]);
        Assert.AreEqual("changed=2 new=2 not-fetched=? same=1", Show(merged));
        Assert.AreEqual("changed: 1 -> 2, gone: 1 -> ?, new: ? -> 2, not-fetched: 1 -> ?", Differences(merged));
    }

    [TestMethod]
    public void Update_keeps_what_another_update_pinned_meanwhile()
    {
        var change = Change(["a", "b"], ("a", "2")) with { Update = true, Before = Locked(("a", "1"), ("b", "1"))[s_key] };
        var merged = LockFileMerge.Apply(Locked(("a", "1"), ("b", "2")), [change]);
        Assert.AreEqual("a=2 b=2", Show(merged));
    }

    [TestMethod]
    public void Other_datasets_stay()
    {
        var other = s_key with { Lineage = true };
        var current = Locked(("a", "1")).With([KeyValuePair.Create(other, Dataset(("x", "1")))]);
        var merged = LockFileMerge.Apply(current, [Change(["a"], ("a", "2")) with { Update = true }]);
        Assert.IsTrue(merged.LockFile[other]!.SameAs(Dataset(("x", "1"))));
    }

    private static LockFileChange Change(string[]? names, params (string File, string Contents)[] known) =>
        new(s_key, names, known.ToDictionary(file => file.File, file => File(file.Contents)!, StringComparer.Ordinal), Update: false, Before: null);

    private static LockFile Locked(params (string File, string? Contents)[] files) =>
        LockFile.Empty.With([KeyValuePair.Create(s_key, Dataset(files))]);

    private static LockedDataset Dataset(params (string File, string? Contents)[] files) =>
        new(files.Select(file => KeyValuePair.Create(file.File, File(file.Contents))));

    private static Content? File(string? contents) =>
        contents is null ? null : new Content(contents.Length, Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(contents)));

    private static string Show(MergedLockFile merged) =>
        string.Join(' ', merged.LockFile[s_key]!.Names.Select(name => $"{name}={Show(merged.LockFile[s_key]![name])}"));

    private static string Differences(MergedLockFile merged) =>
        string.Join(", ", merged.Differences.Select(difference => $"{difference.Name}: {Show(difference.Before)} -> {Show(difference.After)}"));

    private static string Show(Content? file) => file is null ? "?" : file == File("1") ? "1" : file == File("2") ? "2" : "other";
}
