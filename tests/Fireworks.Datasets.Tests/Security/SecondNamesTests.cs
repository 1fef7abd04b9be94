using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>
/// Files of the engine that are files of the user too, under another name (hard links). They come with a cache that was restored, or that
/// somebody prepared.
/// </summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class SecondNamesTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromDays(10);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("partials/{0}")]
    [DataRow("partials/{0}.json")]
    public async Task Of_an_unfinished_download_are_not_written_to(string path)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add().File("large.bin", 600_000, seed: 1);
        scene.Settings = scene.Settings with { MaxRetries = 0 };
        scene.Service.Faults.Add(Fault.CutBody(300_000).On(RequestKind.Storage));
        await scene.RefuseAsync(TestContext.CancellationToken, "FWDS4005");

        await KeepsSecondNameAsync(scene, path);

        Assert.AreEqual(600_000, new FileInfo(scene.InPlace("large.bin")).Length);
        Assert.IsEmpty(scene.Log.Diagnostics);
    }

    [TestMethod]
    [DataRow("remote/{1}/{0}")]
    [DataRow("CACHEDIR.TAG")]
    public async Task Of_a_record_are_not_written_to(string path)
    {
        await using var scene = await FetchScene.StartAsync();
        var dataset = scene.Add().File("large.bin", 600_000, seed: 1);
        scene.Settings = scene.Settings with { CacheDirectory = Path.Join(scene.Cache, "made-by-us") };
        await scene.FetchAsync(TestContext.CancellationToken);
        dataset.File("large.bin", 600_000, seed: 2);
        scene.Settings = scene.Settings with { Update = UpdateScope.All };

        await KeepsSecondNameAsync(scene, Path.Join("made-by-us", path));

        Assert.AreEqual(dataset.Sha256("large.bin"), Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(scene.InPlace("large.bin"), TestContext.CancellationToken))));
    }

    /// <summary>Contents are only read, but their time stamp says when they were last used.</summary>
    [TestMethod]
    public async Task Of_contents_are_not_touched()
    {
        await using var scene = await FetchScene.StartAsync();
        var digest = scene.Add("a.txt").Sha256("a.txt");
        scene.Settings = scene.Settings with { LockFilePath = scene.LockFilePath };
        await scene.FetchAsync(TestContext.CancellationToken);
        Directory.Delete(scene.Datasets, recursive: true);

        await KeepsSecondNameAsync(scene, $"sha256/{digest[..2]}/{digest}");

        Assert.AreEqual(FetchScene.ContentsOf("a.txt"), await File.ReadAllTextAsync(scene.InPlace("a.txt"), TestContext.CancellationToken));
    }

    /// <summary>A second download of the same contents finds them in the store, and records the use.</summary>
    [TestMethod]
    public async Task Of_contents_that_are_published_again_are_not_touched()
    {
        await using var scene = await FetchScene.StartAsync();
        var digest = scene.Add("a.txt").Sha256("a.txt");
        await scene.FetchAsync(TestContext.CancellationToken);
        Directory.Delete(scene.Datasets, recursive: true);
        Directory.Delete(Path.Join(scene.Cache, "remote"), recursive: true);

        await KeepsSecondNameAsync(scene, $"sha256/{digest[..2]}/{digest}");
    }

    [TestMethod]
    public async Task Of_the_state_and_of_a_file_in_place_are_not_written_to()
    {
        await using var scene = await FetchScene.StartAsync();
        var dataset = scene.Add("a.txt");
        await scene.FetchAsync(TestContext.CancellationToken);
        dataset.File("a.txt", "other contents");
        scene.Settings = scene.Settings with { Update = UpdateScope.All };
        var (state, file) = (Path.Join(scene.Outside, "state"), Path.Join(scene.Outside, "file"));
        Planted.MoveAndHardLink(Path.Join(scene.Datasets, ".fireworks", "state", "acme", "eval.json"), state);
        Planted.MoveAndHardLink(scene.InPlace("a.txt"), file);

        await scene.FetchAsync(TestContext.CancellationToken);

        scene.AssertNothingElseWritten();
        Assert.AreEqual("other contents", await File.ReadAllTextAsync(scene.InPlace("a.txt"), TestContext.CancellationToken));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void And_links_of_a_lock_holders_announcement_are_not_written_to(bool hard)
    {
        using var folder = new TemporaryFolder();
        var mine = folder.Write("mine", "precious");
        if (hard)
        {
            Planted.HardLink(folder["lock.holder"], mine);
        }
        else
        {
            File.CreateSymbolicLink(folder["lock.holder"], mine);
        }

        var time = new ManualTimeProvider();
        using (LockHolder.Announce(folder["lock"], time))
        {
            time.Advance(TimeSpan.FromSeconds(2));
            Assert.StartsWith("process ", LockHolder.Of(folder["lock"]));
        }

        Assert.AreEqual("precious", File.ReadAllText(mine));
        Assert.IsFalse(File.Exists(folder["lock.holder"]));
    }

    /// <summary>A file of the cache becomes one of the user's too, and the user's stays as it is in the next build.</summary>
    private async Task KeepsSecondNameAsync(FetchScene scene, string path)
    {
        var id = RemoteFileId.Of(scene.Settings.Service.ToString(), scene.Dataset, "large.bin").ToString();
        var mine = Path.Join(scene.Outside, "mine");
        Planted.MoveAndHardLink(Path.Join(scene.Cache, string.Format(null, path, id, id[..2])), mine);
        File.SetLastWriteTimeUtc(mine, DateTime.UtcNow - s_long);
        var (time, bytes) = (File.GetLastWriteTimeUtc(mine), await File.ReadAllBytesAsync(mine, TestContext.CancellationToken));

        await scene.FetchAsync(TestContext.CancellationToken);

        CollectionAssert.AreEqual(bytes, await File.ReadAllBytesAsync(mine, TestContext.CancellationToken));
        Assert.AreEqual(time, File.GetLastWriteTimeUtc(mine));
    }
}
