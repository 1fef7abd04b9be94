using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Acquiring;

/// <summary>What a fetch that fails leaves in place.</summary>
[TestClass]
public sealed class FailedFetchesTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Of_one_dataset_replace_no_file_of_another()
    {
        await using var scene = await StartAsync("old");
        scene.Others = ["other"];
        var other = scene.Service.AddDataset("acme", "other").File("b.txt", "other");
        await scene.FetchAsync(TestContext.CancellationToken);

        scene.Dataset.File("a.txt", "new");
        other.File("b.txt", "changed");
        scene.Service.Faults.Add(Fault.Status(404).On(RequestKind.Storage, "other").Always());
        await scene.FailAsync(TestContext.CancellationToken);

        Assert.AreEqual("old", Read(scene, "a.txt"));
    }

    /// <summary>The lock file of a colleague was pulled: what it pins is right, and half of it beside the rest of the last build is not.</summary>
    [TestMethod]
    public async Task Of_one_file_replace_no_other_also_where_the_lock_file_pins_it()
    {
        await using var scene = await StartAsync("old");
        scene.Dataset.File("b.txt", "old too");
        await scene.FetchAsync(TestContext.CancellationToken);

        scene.Dataset.File("a.txt", "new").File("b.txt", "new too");
        await PinAsync(scene);
        scene.Service.Faults.Add(Fault.Status(404).On(RequestKind.Storage, file: "b.txt").Always());
        await scene.FailAsync(TestContext.CancellationToken);

        Assert.AreEqual("old", Read(scene, "a.txt"));
        Assert.AreEqual("old too", Read(scene, "b.txt"));
    }

    [TestMethod]
    public async Task Keep_what_the_lock_file_pins_and_what_was_not_there()
    {
        await using var scene = await StartAsync("first");
        scene.Dataset.File("b.txt", "second");
        await PinAsync(scene);
        scene.Service.Faults.Add(Fault.Status(404).On(RequestKind.Storage, file: "b.txt").Always());
        await scene.FailAsync(TestContext.CancellationToken);
        Assert.AreEqual("first", Read(scene, "a.txt"));

        scene.Service.Faults.Clear();
        scene.Service.Journal.Clear();
        await scene.FetchAsync(TestContext.CancellationToken);
        Assert.AreEqual("b.txt", scene.Service.Journal.Storage.Single().File);
    }

    /// <summary>A file lies where the dataset's folder has to be.</summary>
    [TestMethod]
    public async Task Say_also_what_could_not_be_kept()
    {
        await using var scene = await StartAsync("first");
        scene.Dataset.File("b.txt", "second");
        await PinAsync(scene);
        var folder = Path.GetDirectoryName(scene.InPlace("a.txt"))!;
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        await File.WriteAllTextAsync(folder, "in the way", TestContext.CancellationToken);
        scene.Dataset.File("b.txt", "changed");

        var failure = await Assert.ThrowsExactlyAsync<DatasetException>(() => scene.FetchAsync(TestContext.CancellationToken));

        CollectionAssert.AreEqual(new[] { "FWDS4001", "FWDS5004" }, failure.Diagnostics.Select(problem => problem.Code).ToArray());
        Assert.AreEqual("in the way", await File.ReadAllTextAsync(folder, TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task Of_a_lock_file_that_cannot_be_written_replace_nothing()
    {
        await using var scene = await StartAsync("old");
        await scene.FetchAsync(TestContext.CancellationToken);

        scene.Dataset.File("a.txt", "new");
        await File.WriteAllTextAsync(Path.Join(scene.Folder, "file"), "", TestContext.CancellationToken);
        scene.Settings = scene.Settings with { LockFilePath = Path.Join(scene.Folder, "file", "lock.json") };

        Assert.AreEqual("FWDS5004", (await scene.FailAsync(TestContext.CancellationToken)).Code);
        Assert.AreEqual("old", Read(scene, "a.txt"));
    }

    private static async Task<EngineScene> StartAsync(string contents)
    {
        var scene = await EngineScene.StartAsync();
        scene.Dataset.File("a.txt", contents);
        scene.Settings = scene.Settings with { CacheDirectory = null, MaxRetries = 0, MaxConcurrency = 1 };
        return scene;
    }

    /// <summary>The lock file as another machine writes it of what the service has now. From then on it is used, and nothing updated.</summary>
    private async Task PinAsync(EngineScene scene)
    {
        var settings = scene.Settings with { LockFilePath = Path.Join(scene.Folder, "lock.json") };
        (scene.Settings, scene.Destination) = (settings, Path.Join(scene.Folder, "another machine"));
        await scene.FetchAsync(TestContext.CancellationToken);
        (scene.Settings, scene.Destination) = (settings with { Update = UpdateScope.None }, null);
    }

    private static string Read(EngineScene scene, string name) => File.ReadAllText(scene.InPlace(name));
}
