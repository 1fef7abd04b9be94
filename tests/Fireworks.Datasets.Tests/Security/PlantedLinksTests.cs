using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>Symbolic links in the places that the engine writes to: come with a pull request or a restored cache, or planted by somebody.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class PlantedLinksTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("acme")]
    [DataRow("acme/eval")]
    [DataRow("acme/eval/sub")]
    [DataRow("acme/eval/sub/deep")]
    [DataRow(".fireworks")]
    [DataRow(".fireworks/tmp")]
    [DataRow(".fireworks/state")]
    [DataRow(".fireworks/state/acme")]
    public async Task Of_a_folder_are_not_followed_out_of_the_datasets_folder(string link)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt", "sub/b.txt", "sub/deep/c.txt");
        // What a run that was killed would have left, if the link were a scratch folder of ours.
        Directory.CreateDirectory(Path.Join(scene.Outside, "documents"));
        var old = Directory.CreateDirectory(Path.Join(scene.Outside, Guid.NewGuid().ToString("N"))).FullName;
        await File.WriteAllTextAsync(Path.Join(old, "letter.txt"), "precious", TestContext.CancellationToken);
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-1));
        Link(Path.Join(scene.Datasets, link), scene.Outside);

        var failure = await scene.RefuseAsync(TestContext.CancellationToken, "FWDS5004");

        Assert.Contains("symbolic link", failure.Message);
    }

    [TestMethod]
    public async Task That_lead_nowhere_are_not_followed_either()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        Link(Path.Join(scene.Datasets, "acme"), Path.Join(scene.Outside, "not-there"));

        await scene.RefuseAsync(TestContext.CancellationToken, "FWDS5004");
    }

    [TestMethod]
    [DataRow("users-own.txt")]
    [DataRow("not-there")]
    public async Task Of_a_file_are_not_written_through(string target)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        Directory.CreateDirectory(scene.InPlace(""));
        Link(scene.InPlace("a.txt"), Path.Join(scene.Outside, target));

        var failure = await scene.RefuseAsync(TestContext.CancellationToken, "FWDS5004");

        Assert.Contains(scene.InPlace("a.txt"), failure.Message);
        Assert.IsNotNull(new FileInfo(scene.InPlace("a.txt")).LinkTarget);
    }

    [TestMethod]
    public async Task In_the_place_of_a_file_that_was_fetched_are_replaced_and_not_written_through()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        await scene.FetchAsync(TestContext.CancellationToken);
        File.Delete(scene.InPlace("a.txt"));
        Link(scene.InPlace("a.txt"), Path.Join(scene.Outside, "users-own.txt"));

        await scene.FetchAsync(TestContext.CancellationToken);

        scene.AssertNothingElseWritten();
        Assert.IsNull(new FileInfo(scene.InPlace("a.txt")).LinkTarget);
        Assert.AreEqual(FetchScene.ContentsOf("a.txt"), await File.ReadAllTextAsync(scene.InPlace("a.txt"), TestContext.CancellationToken));
    }

    /// <summary>The folder above is the user's choice: on another disk, for example.</summary>
    [TestMethod]
    public async Task In_the_place_of_the_datasets_folder_itself_are_the_users_own()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        var elsewhere = Directory.CreateDirectory(Path.Join(scene.Machine, "a", "other-disk")).FullName;
        Directory.Delete(scene.Datasets);
        Link(scene.Datasets, elsewhere);

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.IsTrue(File.Exists(Path.Join(elsewhere, "acme", "eval", "a.txt")));
    }

    /// <summary>What an update would remove has the length and time stamp that were written down: a copy has them too.</summary>
    [TestMethod]
    public async Task Do_not_lead_a_removal_out_of_the_folder()
    {
        await using var scene = await FetchScene.StartAsync();
        var dataset = scene.Add("a.txt", "sub/b.txt");
        await scene.FetchAsync(TestContext.CancellationToken);
        MoveAndLink(scene, "sub");
        dataset.Remove("sub/b.txt");
        scene.Settings = scene.Settings with { Update = UpdateScope.All };

        await scene.FetchAsync(TestContext.CancellationToken);

        scene.AssertNothingElseWritten();
        Assert.IsTrue(File.Exists(Path.Join(scene.Outside, "sub", "b.txt")));
    }

    [TestMethod]
    public async Task Do_not_lead_Clean_out_of_the_folder()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt", "sub/b.txt", "sub/deep/c.txt");
        await scene.FetchAsync(TestContext.CancellationToken);
        MoveAndLink(scene, "sub");

        var removed = DatasetCleaner.Clean(scene.Datasets + "/", TestContext.CancellationToken);

        Assert.AreEqual(1, removed);
        Assert.IsTrue(File.Exists(Path.Join(scene.Outside, "sub", "b.txt")));
        Assert.IsTrue(File.Exists(Path.Join(scene.Outside, "sub", "deep", "c.txt")));
    }

    [TestMethod]
    [Timeout(30_000)]
    public void That_go_in_circles_do_not_keep_Clean_busy()
    {
        using var folder = new TemporaryFolder();
        var states = Directory.CreateDirectory(folder[".fireworks/state"]).FullName;
        foreach (var name in (string[])["a", "b", "c", "d"])
        {
            Link(Path.Join(states, name), states);
        }

        // Something that stays, so that the folder does.
        folder.Write("users-own.txt", "precious");

        Assert.AreEqual(0, DatasetCleaner.Clean(folder.Path, TestContext.CancellationToken));
    }

    /// <summary>A cache that is not what it was is one that cannot be used; the build goes on without it.</summary>
    [TestMethod]
    [DataRow("sha256")]
    [DataRow("remote")]
    [DataRow("partials")]
    public async Task Of_the_caches_folders_are_not_followed(string folder)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        Link(Path.Join(scene.Cache, folder), scene.Outside);

        await scene.FetchAsync(TestContext.CancellationToken);

        scene.AssertNothingElseWritten();
        Assert.AreEqual(FetchScene.ContentsOf("a.txt"), await File.ReadAllTextAsync(scene.InPlace("a.txt"), TestContext.CancellationToken));
        Assert.AreEqual("FWDS5005", scene.Log.Diagnostics.Single().Code);
    }

    [TestMethod]
    [DataRow("partials/{0}")]
    [DataRow("partials/{0}.json")]
    [DataRow("partials/{0}.json.tmp")]
    [DataRow("remote/{1}/{0}")]
    public async Task Of_the_caches_files_are_replaced_and_not_written_through(string path)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add().File("large.bin", 600_000, seed: 1);
        var id = RemoteFileId.Of(scene.Settings.Service.ToString(), scene.Dataset, "large.bin").ToString();
        var link = Path.Join(scene.Cache, string.Format(null, path, id, id[..2]));
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        Link(link, Path.Join(scene.Outside, "users-own.txt"));
        scene.Service.Faults.Add(Fault.CutBody(300_000).On(RequestKind.Storage));

        await scene.FetchAsync(TestContext.CancellationToken);

        scene.AssertNothingElseWritten();
        Assert.AreEqual(600_000, new FileInfo(scene.InPlace("large.bin")).Length);
    }

    /// <summary>Poisoned contents are noticed, whatever their name says.</summary>
    [TestMethod]
    public async Task And_poisoned_contents_in_the_cache_never_reach_a_pinned_build()
    {
        await using var scene = await FetchScene.StartAsync();
        var dataset = scene.Add("a.txt");
        scene.Settings = scene.Settings with { LockFilePath = scene.LockFilePath };
        await scene.FetchAsync(TestContext.CancellationToken);
        var digest = dataset.Sha256("a.txt");
        var stored = Path.Join(scene.Cache, "sha256", digest[..2], digest);
        await File.WriteAllTextAsync(stored, "poison of a.txt!\n", TestContext.CancellationToken);
        Directory.Delete(scene.Datasets, recursive: true);
        Directory.CreateDirectory(scene.Datasets);

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual(FetchScene.ContentsOf("a.txt"), await File.ReadAllTextAsync(scene.InPlace("a.txt"), TestContext.CancellationToken));
    }

    private static void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        File.CreateSymbolicLink(path, target);
    }

    /// <summary>A folder of the dataset moves out, time stamps and all, and a link takes its place.</summary>
    private static void MoveAndLink(FetchScene scene, string folder)
    {
        Directory.Move(scene.InPlace(folder), Path.Join(scene.Outside, folder));
        Link(scene.InPlace(folder), Path.Join(scene.Outside, folder));
    }
}
