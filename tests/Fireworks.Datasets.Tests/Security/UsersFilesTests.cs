using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>Files that this package did not write, at the path of a dataset's file.</summary>
[TestClass]
public class UsersFilesTests
{
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task Are_not_replaced_by_a_first_fetch()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt", "b.txt");
        await WriteAsync(scene.InPlace("a.txt"), "mine");

        var failure = await scene.RefuseAsync(TestContext.CancellationToken, "FWDS5004");

        Assert.Contains(scene.InPlace("a.txt"), failure.Message);
        CollectionAssert.AreEqual(new[] { "acme/eval/a.txt" }, scene.FilesInPlace());
        Assert.AreEqual("mine", await ReadAsync(scene.InPlace("a.txt")));
        Assert.IsFalse(File.Exists(scene.LockFilePath), "A build that fails before it changes anything pins nothing.");
    }

    [TestMethod]
    public async Task Are_not_replaced_by_a_build_that_brings_what_is_pinned()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        await scene.FetchAsync(TestContext.CancellationToken);
        Directory.Delete(scene.Datasets, recursive: true);
        await WriteAsync(scene.InPlace("a.txt"), "mine");

        await scene.RefuseAsync(TestContext.CancellationToken, "FWDS5004");

        Assert.AreEqual("mine", await ReadAsync(scene.InPlace("a.txt")));
    }

    [TestMethod]
    public async Task Are_not_replaced_by_an_update_that_adds_a_file()
    {
        await using var scene = await FetchScene.StartAsync();
        var dataset = scene.Add("a.txt");
        await scene.FetchAsync(TestContext.CancellationToken);
        dataset.File("b.txt", "theirs");
        await WriteAsync(scene.InPlace("b.txt"), "mine");
        scene.Settings = scene.Settings with { Update = UpdateScope.All };

        await scene.RefuseAsync(TestContext.CancellationToken, "FWDS5004");

        Assert.AreEqual("mine", await ReadAsync(scene.InPlace("b.txt")));
    }

    /// <summary>They are used: the build needs just these bytes. But they are the user's.</summary>
    [TestMethod]
    public async Task With_the_datasets_own_bytes_are_used_and_never_removed_nor_replaced()
    {
        await using var scene = await FetchScene.StartAsync();
        var dataset = scene.Add("a.txt", "b.txt");
        scene.IsUsers = true;
        var mine = FetchScene.ContentsOf("a.txt");
        await WriteAsync(scene.InPlace("a.txt"), mine);
        await scene.FetchAsync(TestContext.CancellationToken);
        Assert.IsFalse((await scene.FetchAsync(TestContext.CancellationToken)).DidWork);

        dataset.File("a.txt", "theirs");
        scene.Settings = scene.Settings with { Update = UpdateScope.All };
        await scene.RefuseAsync(TestContext.CancellationToken, "FWDS5004");
        dataset.Remove("a.txt");
        await scene.FetchAsync(TestContext.CancellationToken);
        DatasetCleaner.Clean(scene.Datasets, TestContext.CancellationToken);

        Assert.AreEqual(mine, await ReadAsync(scene.InPlace("a.txt")));
        CollectionAssert.AreEqual(new[] { "acme/eval/a.txt" }, scene.FilesInPlace());
    }

    /// <summary>As after a CI cache that leaves out hidden folders was restored.</summary>
    [TestMethod]
    public async Task Are_not_those_in_a_folder_of_the_build_that_have_the_datasets_bytes()
    {
        await using var scene = await FetchScene.StartAsync();
        var dataset = scene.Add("a.txt");
        await WriteAsync(scene.InPlace("a.txt"), FetchScene.ContentsOf("a.txt"));
        await scene.FetchAsync(TestContext.CancellationToken);
        dataset.File("a.txt", "new");
        scene.Settings = scene.Settings with { Update = UpdateScope.All };

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual("new", await ReadAsync(scene.InPlace("a.txt")));
    }

    /// <summary>Of a build that was killed between the rename of a file and the record of it.</summary>
    [TestMethod]
    public async Task Are_not_those_that_a_killed_build_has_left()
    {
        await using var scene = await FetchScene.StartAsync();
        var dataset = scene.Add("a.txt");
        scene.Settings = scene.Settings with { LockFilePath = null };
        await scene.FetchAsync(TestContext.CancellationToken);
        var location = DatasetLocation.Under(scene.Datasets, scene.Dataset);
        var state = DatasetState.Read(location.StateFile)!;
        (state with { Files = state.Files.ToDictionary(file => file.Key, file => (FileInPlace?)FileInPlace.ToBe(file.Value!.Content)) }).Write(location.StateFile);
        dataset.File("a.txt", "new");
        scene.Settings = scene.Settings with { Update = UpdateScope.All };

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual("new", await ReadAsync(scene.InPlace("a.txt")));
    }

    private async Task WriteAsync(string path, string contents)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, contents, TestContext.CancellationToken);
    }

    private Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.CancellationToken);
}
