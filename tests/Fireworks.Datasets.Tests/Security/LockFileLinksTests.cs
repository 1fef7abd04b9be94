using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>A lock file that is a link, which a pull request of one file can make it.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class LockFileLinksTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task To_another_folder_are_not_written_through(bool exists)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        var target = Path.Join(scene.Outside, "theirs.json");
        if (exists)
        {
            await File.WriteAllBytesAsync(target, LockFile.Empty.ToBytes(), TestContext.CancellationToken);
        }

        Link(scene, target);

        var failure = await scene.RefuseAsync(TestContext.CancellationToken, "FWDS5004");

        Assert.Contains(scene.LockFilePath, failure.Message);
        Assert.Contains(target, failure.Message);
        Assert.Contains("FireworksDatasetsLockFilePath", failure.Message);
        Assert.IsEmpty(scene.Service.Journal.Entries, "It is refused before anything is asked for.");
        Assert.AreEqual(target, new FileInfo(scene.LockFilePath).LinkTarget);
    }

    [TestMethod]
    public async Task To_no_file_of_the_same_folder_are_not_written_through()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        Link(scene, "packages.lock.json");

        await scene.RefuseAsync(TestContext.CancellationToken, "FWDS5004");
    }

    [TestMethod]
    public async Task To_a_file_of_the_same_folder_stay()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        var target = Path.Join(Path.GetDirectoryName(scene.LockFilePath), "real.json");
        await File.WriteAllBytesAsync(target, LockFile.Empty.ToBytes(), TestContext.CancellationToken);
        Link(scene, "real.json");

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.IsNotNull(LockFile.Read(target)[scene.Dataset]);
        Assert.AreEqual("real.json", new FileInfo(scene.LockFilePath).LinkTarget);
    }

    /// <summary>Some build systems give a build its sources as a forest of links, and no build there writes a lock file.</summary>
    [TestMethod]
    public async Task Are_read_through_where_nothing_is_written()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        scene.Settings = scene.Settings with { LockFilePath = scene.LockFilePath };
        await scene.FetchAsync(TestContext.CancellationToken);
        Directory.Delete(scene.Datasets, recursive: true);
        var target = Path.Join(scene.Outside, "real.json");
        File.Move(scene.LockFilePath, target);
        Link(scene, target);

        await scene.FetchAsync(TestContext.CancellationToken);
        scene.Settings = scene.Settings with { LockedMode = true };
        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual(FetchScene.ContentsOf("a.txt"), await File.ReadAllTextAsync(scene.InPlace("a.txt"), TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task That_are_hard_leave_the_other_name_the_old_bytes()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        var other = Path.Join(scene.Outside, "other.json");
        await File.WriteAllBytesAsync(other, LockFile.Empty.ToBytes(), TestContext.CancellationToken);
        Planted.HardLink(scene.LockFilePath, other);
        scene.Settings = scene.Settings with { LockFilePath = scene.LockFilePath };

        await scene.FetchAsync(TestContext.CancellationToken);

        scene.AssertNothingElseWritten();
        Assert.IsNotNull(LockFile.Read(scene.LockFilePath)[scene.Dataset]);
    }

    private static void Link(FetchScene scene, string target)
    {
        File.CreateSymbolicLink(scene.LockFilePath, target);
        scene.Settings = scene.Settings with { LockFilePath = scene.LockFilePath };
    }
}
