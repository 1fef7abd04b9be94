using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>A FIFO, which keeps its reader waiting for ever, a device without end, a folder or a link where the engine expects a file.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class IrregularFilesTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("fifo")]
    [DataRow("folder")]
    [DataRow("device")]
    [DataRow("link")]
    [Timeout(60_000)]
    public async Task In_place_of_cached_contents_are_set_aside(string kind)
    {
        await using var scene = await FetchScene.StartAsync();
        var digest = scene.Add("a.txt").Sha256("a.txt");
        scene.Settings = scene.Settings with { LockFilePath = scene.LockFilePath };
        await scene.FetchAsync(TestContext.CancellationToken);
        var stored = Path.Join(scene.Cache, "sha256", digest[..2], digest);
        Planted.Irregular(stored, kind);

        await FetchAnewAsync(scene);

        Assert.IsEmpty(scene.Log.Diagnostics);
        Assert.AreEqual(FetchScene.ContentsOf("a.txt"), await File.ReadAllTextAsync(stored, TestContext.CancellationToken), "The entry works again.");
        Assert.HasCount(1, Directory.GetFileSystemEntries(Path.Join(scene.Cache, "damaged")));
    }

    [TestMethod]
    [Timeout(120_000)]
    [DataRow("partials/{0}")]
    [DataRow("partials/{0}.json")]
    [DataRow("partials/{0}.json.tmp")]
    [DataRow("remote/{1}/{0}")]
    [DataRow("remote/{1}/{0}.holder")]
    public async Task In_place_of_the_caches_other_files_keep_no_build_from_its_data(string path)
    {
        foreach (var kind in (string[])["fifo", "folder", "link"])
        {
            await using var scene = await FetchScene.StartAsync();
            scene.Add().File("large.bin", 600_000, seed: 1);
            var id = RemoteFileId.Of(scene.Settings.Service.ToString(), scene.Dataset, "large.bin").ToString();
            Planted.Irregular(Path.Join(scene.Cache, string.Format(null, path, id, id[..2])), kind);
            scene.Service.Faults.Add(Fault.CutBody(300_000).On(RequestKind.Storage));

            await scene.FetchAsync(TestContext.CancellationToken);

            Assert.AreEqual(600_000, new FileInfo(scene.InPlace("large.bin")).Length);
            Assert.IsTrue(kind == "folder" || scene.Log.Diagnostics.Count == 0, kind);
            Assert.IsTrue(scene.Log.Diagnostics.All(problem => problem.Code == "FWDS5005"), kind);
        }
    }

    [TestMethod]
    [DataRow("fifo")]
    [DataRow("device")]
    [DataRow("link")]
    [Timeout(60_000)]
    public async Task In_place_of_the_state_are_replaced(string kind)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        var state = Path.Join(scene.Datasets, ".fireworks", "state", "acme", "eval.json");
        Planted.Irregular(state, kind);

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual(FetchScene.ContentsOf("a.txt"), await File.ReadAllTextAsync(scene.InPlace("a.txt"), TestContext.CancellationToken));
        Assert.StartsWith("{", await File.ReadAllTextAsync(state, TestContext.CancellationToken));
    }

    [TestMethod]
    [DataRow("fifo")]
    [DataRow("folder")]
    [DataRow("device")]
    [DataRow("link")]
    [Timeout(60_000)]
    public async Task In_place_of_the_lock_file_are_an_error_that_names_it(string kind)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        Planted.Irregular(scene.LockFilePath, kind);

        var message = Diagnosed.One("FWDS5004", () => LockFile.Read(scene.LockFilePath));

        Assert.Contains(scene.LockFilePath, message);
    }

    /// <summary>An empty file of the dataset is one that a FIFO looks like, by its length.</summary>
    [TestMethod]
    [DataRow("fifo")]
    [DataRow("device")]
    [Timeout(60_000)]
    public async Task In_place_of_a_dataset_file_do_not_pass_for_it(string kind)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add().File("empty.txt", "");
        scene.Settings = scene.Settings with { LockFilePath = scene.LockFilePath };
        await scene.FetchAsync(TestContext.CancellationToken);
        var time = File.GetLastWriteTimeUtc(scene.InPlace("empty.txt"));
        Planted.Irregular(scene.InPlace("empty.txt"), kind);
        File.SetLastWriteTimeUtc(scene.InPlace("empty.txt"), time);

        await scene.FetchAsync(TestContext.CancellationToken);

        using var file = new FileStream(scene.InPlace("empty.txt"), new FileStreamOptions { Access = FileAccess.ReadWrite });
        Assert.IsTrue(file.CanSeek, "It is a file again.");
    }

    private async Task FetchAnewAsync(FetchScene scene)
    {
        Directory.Delete(scene.Datasets, recursive: true);
        Directory.CreateDirectory(scene.Datasets);
        await scene.FetchAsync(TestContext.CancellationToken);
        Assert.AreEqual(FetchScene.ContentsOf("a.txt"), await File.ReadAllTextAsync(scene.InPlace("a.txt"), TestContext.CancellationToken));
    }
}
