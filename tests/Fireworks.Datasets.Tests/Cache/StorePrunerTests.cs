using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Cache;

[TestClass]
public sealed class StorePrunerTests : StoreScene
{
    private static readonly string s_hex = Digest.ToString();
    private static readonly DateTime s_now = new ManualTimeProvider().GetUtcNow().UtcDateTime;

    [TestMethod]
    public void Where_there_is_no_store_nothing_is_freed_or_made()
    {
        Assert.AreEqual(new PruneResult(0, 0, 0), Prune(days: 30));
        Assert.IsFalse(Directory.Exists(Root));
    }

    [TestMethod]
    public void Removes_what_is_unused_and_says_how_much()
    {
        var old = Aged("sha256/ab/" + "ab".PadRight(64, '0'), days: 31);
        var used = Aged("sha256/ab/" + "ab".PadRight(64, '1'), days: 29);
        var record = Aged("remote/ab/" + "ab".PadRight(64, '2'), days: 31);
        var recent = Aged("remote/ab/" + "ab".PadRight(64, '3'), days: 1);
        Assert.AreEqual(new PruneResult(1, 1, 20), Prune(days: 30));
        Gone(old, record);
        Kept(used, recent);
    }

    [TestMethod]
    public void Removes_abandoned_downloads_and_leftovers()
    {
        string[] abandoned =
        [
            Aged($"partials/{s_hex}", days: 8), Aged($"partials/{s_hex}.json", days: 8), Aged($"temp/{s_hex[..32]}", days: 8),
            Aged($"damaged/{s_hex}.{s_hex[..16]}", days: 8), Aged($"sessions/{s_hex[..32]}", days: 0),
        ];
        var recent = Aged("partials/" + new string('0', 64), days: 6);
        Assert.AreEqual(new PruneResult(0, 5, 50), Prune(days: 30));
        Gone(abandoned);
        Kept(recent);
    }

    /// <summary>They were planted, or set aside. None of them is a running build, and none keeps a file.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Removes_what_is_no_file()
    {
        var old = Aged("sha256/ab/" + "ab".PadRight(64, '0'), days: 31);
        var partial = Aged($"partials/{"ab".PadRight(64, '1')}", days: 8);
        string[] planted =
        [
            Root + $"/sessions/{s_hex[..32]}", Root + "/remote/ab/" + "ab".PadRight(64, '1'), Root + $"/temp/{s_hex[..32]}", Root + $"/damaged/{s_hex}.{s_hex[..16]}",
        ];
        foreach (var (path, kind) in planted.Zip((string[])["fifo", "fifo", "folder", "folder"]))
        {
            Planted.Irregular(path, kind);
            Directory.SetLastWriteTimeUtc(path, s_now.AddDays(-31));
        }

        Prune(days: 30);

        Gone([old, partial, .. planted]);
    }

    [TestMethod]
    public void Removes_empty_folders()
    {
        Aged("sha256/ab/" + "ab".PadRight(64, '0'), days: 31);
        Prune(days: 30);
        Assert.IsEmpty(Directory.GetDirectories(Folder["cache/sha256"]));
    }

    [TestMethod]
    public void Touches_nothing_that_is_not_its_own()
    {
        Kept([.. Untouchable(), Folder["cache/CACHEDIR.TAG"]]);

        IEnumerable<string> Untouchable()
        {
            string[] names =
            [
                "notes.txt", s_hex, $"sha256/{s_hex}", "sha256/ab/notes.txt", $"sha256/00/{s_hex}", $"sha256/abc/{s_hex}",
                $"sha256/{s_hex[..2]}/{s_hex}.bak", $"partials/{s_hex}x", "temp/notes", "locks/x", "sessions/x", $"else/{s_hex}",
            ];
            var paths = names.Select(name => Aged(name, days: 99)).ToArray();
            Assert.AreEqual(new PruneResult(0, 0, 0), Prune(days: 0));
            return paths;
        }
    }

    /// <summary>The user has named a folder that has files of another program, with names as the store gives them.</summary>
    [TestMethod]
    [DataRow("temp/d41d8cd98f00b204e9800998ecf8427e.jpg")]
    [DataRow("temp/d41d8cd98f00b204e9800998ecf8427e")]
    [DataRow("Damaged/ab00000000000000000000000000000000000000000000000000000000000000.txt")]
    [DataRow("locks/ab00000000000000000000000000000000000000000000000000000000000000")]
    [DataRow("sessions/d41d8cd98f00b204e9800998ecf8427e")]
    [DataRow("sha256/ab/ab00000000000000000000000000000000000000000000000000000000000000")]
    public void Removes_no_file_of_the_user(string name)
    {
        var mine = Folder.Write(Path.Combine("cache", name), "mine");
        File.SetLastWriteTimeUtc(mine, s_now.AddDays(-99));
        Folder.Write("cache/letter.txt", "mine");
        Open().Dispose();

        Assert.AreEqual("FWDS5004", Assert.ThrowsExactly<DatasetException>(() => Prune(days: 0)).Diagnostics.Single().Code);
        Kept(mine);
    }

    [TestMethod]
    public void Removes_what_is_its_own_where_the_mark_was_not_restored()
    {
        var old = Aged("sha256/ab/" + "ab".PadRight(64, '0'), days: 31);
        File.Delete(Folder["cache/CACHEDIR.TAG"]);

        Assert.AreEqual(new PruneResult(1, 0, 10), Prune(days: 30));
        Gone(old);
    }

    [TestMethod]
    [DataRow("letter.txt", "fireworks-datasets.cache")]
    [DataRow("lost+found/x", "CACHEDIR.TAG")]
    public void Removes_what_is_its_own_beside_files_of_the_user(string mine, string mark)
    {
        mine = Folder.Write(Path.Combine("cache", mine), "mine");
        var old = Aged("sha256/ab/" + "ab".PadRight(64, '0'), days: 31);

        Assert.AreEqual(new PruneResult(1, 0, 10), Prune(days: 30));
        Gone(old);
        Kept(mine, Folder["cache/" + mark]);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Follows_no_link()
    {
        var outside = Aged("../outside/" + s_hex, days: 99);
        var inFolder = Aged("../outside2/" + s_hex, days: 99);
        Directory.CreateDirectory(Folder[$"cache/sha256/{s_hex[..2]}"]);
        File.CreateSymbolicLink(ContentPath, outside);
        Directory.CreateSymbolicLink(Folder["cache/partials"], Folder["outside2"]);
        Assert.AreEqual(new PruneResult(0, 0, 0), Prune(days: 0));
        Kept(outside, inFolder, ContentPath);
    }

    [TestMethod]
    public async Task Keeps_what_a_running_build_uses()
    {
        using var store = Open();
        Publish(store);
        var file = RemoteFileId.Of("https://example.com/", new(new("acme", "d"), Lineage: false), "f");
        using var held = await RemoteFileLock.AcquireAsync(store, file, "'f'", TimeSpan.FromMinutes(1), TestContext.CancellationToken);
        File.WriteAllText(held!.PartialPath, "part");
        File.SetLastWriteTimeUtc(held.PartialPath, s_now.AddDays(-99));
        var temporary = store.NewTemporaryPath()!;
        File.WriteAllText(temporary, "temp");
        var unused = Aged("sha256/ab/" + "ab".PadRight(64, '0'), days: 99);

        Assert.AreEqual(1, new StorePruner(Root, TimeProvider.System, Log).Prune(TimeSpan.Zero, TestContext.CancellationToken).Contents);
        Kept(ContentPath, held.PartialPath, temporary);
        Gone(unused);
    }

    private PruneResult Prune(int days) =>
        new StorePruner(Root, new ManualTimeProvider(), Log).Prune(TimeSpan.FromDays(days), TestContext.CancellationToken);

    /// <summary>A store that this package has made has such a file.</summary>
    private string Aged(string name, int days)
    {
        Open().Dispose();
        var path = Folder.Write(Path.Combine("cache", name), "ten bytes.");
        File.SetLastWriteTimeUtc(path, s_now.AddDays(-days));
        return path;
    }

    private static void Gone(params string[] paths) => Assert.IsFalse(paths.Any(Path.Exists));

    private static void Kept(params string[] paths) => Assert.IsTrue(paths.All(File.Exists));
}
