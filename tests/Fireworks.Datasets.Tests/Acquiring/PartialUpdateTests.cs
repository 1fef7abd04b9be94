using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Acquiring;

/// <summary>
/// An update by a project that takes <c>mine.txt</c>, of a lock file that it shares with one that takes <c>theirs.txt</c>: what
/// is not known to be still so must not stay, and what is, must not be lost.
/// </summary>
[TestClass]
public class PartialUpdateTests(TestContext context)
{
    private const string Mine = "mine.txt", Theirs = "theirs.txt";

    [TestMethod]
    public async Task Keeps_what_storage_says_is_unchanged()
    {
        await using var scene = await LockedAsync();
        await UpdateAsync(scene);
        AssertKept(scene, requests: 1);
    }

    [TestMethod]
    public async Task Keeps_what_still_has_its_tag_where_storage_knows_no_conditions_and_asks_for_one_byte()
    {
        await using var scene = await LockedAsync(new ObjectOptions { IgnoresIfNoneMatch = true });
        await UpdateAsync(scene);
        AssertKept(scene, requests: 1);
        Assert.AreEqual(1, scene.Service.Journal.Storage.Single(request => request.File == Theirs).BytesSent);
    }

    [TestMethod]
    public async Task Asks_again_after_a_failure_that_passes()
    {
        await using var scene = await LockedAsync();
        scene.Service.Faults.Add(Fault.Status(503).On(RequestKind.Storage, file: Theirs).Times(2));
        await UpdateAsync(scene);
        AssertKept(scene, requests: 3);
    }

    [TestMethod]
    public async Task Forgets_the_digest_of_what_changed_and_does_not_fetch_it()
    {
        await using var scene = await LockedAsync();
        scene.Dataset.File(Theirs, "changed");
        await UpdateAsync(scene);
        Assert.IsNull(Locked(scene)[Theirs]);
        Assert.AreEqual(1, scene.Service.Journal.Storage.Single(request => request.File == Theirs).BytesSent);
    }

    /// <summary>The storage confirms the digest, but no contents have both.</summary>
    [TestMethod]
    public async Task Forgets_the_digest_of_what_has_a_wrong_length_in_the_lock_file()
    {
        await using var scene = await LockedAsync();
        var text = await File.ReadAllTextAsync(scene.Settings.LockFilePath!, context.CancellationToken);
        await File.WriteAllTextAsync(scene.Settings.LockFilePath!, text.Replace(": 6,", ": 7,", StringComparison.Ordinal), context.CancellationToken);

        await UpdateAsync(scene);

        Assert.IsTrue(Locked(scene).Contains(Theirs));
        Assert.IsNull(Locked(scene)[Theirs]);
    }

    [TestMethod]
    [DataRow(403)]
    [DataRow(404)]
    [DataRow(500)]
    public async Task Does_not_fail_for_a_file_that_it_does_not_take(int status)
    {
        await using var scene = await LockedAsync();
        scene.Service.Faults.Add(Fault.Status(status).On(RequestKind.Storage, file: Theirs).Always());
        await UpdateAsync(scene);
        Assert.IsNotNull(Locked(scene)[Mine]);
        Assert.IsTrue(Locked(scene).Contains(Theirs));
        Assert.IsNull(Locked(scene)[Theirs]);
    }

    private async Task<EngineScene> LockedAsync(ObjectOptions? options = null)
    {
        var scene = await EngineScene.StartAsync();
        scene.Settings = scene.Settings with { LockFilePath = Path.Join(scene.Folder, "lock.json"), Update = UpdateScope.None };
        scene.Dataset.File(Mine, "mine").File(Theirs, "theirs", options);
        await scene.FetchAsync(context.CancellationToken);
        scene.Settings = scene.Settings with { Update = UpdateScope.All };
        scene.Filter = new FileFilter([Mine], []);
        scene.Service.Journal.Clear();
        return scene;
    }

    private Task<FetchOutcome> UpdateAsync(EngineScene scene) => scene.FetchAsync(context.CancellationToken);

    private static LockedDataset Locked(EngineScene scene) => LockFile.Read(scene.Settings.LockFilePath!).Datasets.Single().Value;

    private static void AssertKept(EngineScene scene, int requests)
    {
        Assert.AreEqual(scene.Dataset.Sha256(Theirs), Locked(scene)[Theirs]?.Digest.ToString());
        Assert.HasCount(requests, scene.Service.Journal.Storage.Where(request => request.File == Theirs));
    }
}
