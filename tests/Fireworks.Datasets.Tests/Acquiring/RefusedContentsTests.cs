using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;
using Fireworks.Datasets.Tests.Performance;

namespace Fireworks.Datasets.Tests.Acquiring;

/// <summary>The lock file pins <c>a.txt</c>, and what the service or the store has is something else.</summary>
[TestClass]
[DoNotParallelize]
public sealed class RefusedContentsTests
{
    private const string Right = "right bytes";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(11, DisplayName = "of the same length")]
    [DataRow(300_000, DisplayName = "longer than is held in memory")]
    [DataRow(20_000_000, DisplayName = "in ranges")]
    public async Task Of_the_service_leave_nothing_in_the_store(long length)
    {
        foreach (var options in new ObjectOptions?[] { null, new() { NoLength = true } })
        {
            await using var scene = await StartAsync();
            scene.Settings = scene.Settings with { CacheDirectory = Path.Join(scene.Folder, "empty store") };
            File.Delete(scene.InPlace("a.txt"));
            scene.Dataset.File("a.txt", length, seed: 1, options);
            scene.Service.Journal.Clear();

            var problem = await scene.FailAsync(TestContext.CancellationToken);

            Assert.AreEqual("FWDS4001", problem.Code, problem.Message);
            Assert.AreEqual("", string.Join(' ', Stored(scene.Settings.CacheDirectory!)));
            Assert.AreEqual(1, scene.StorageRequests);
        }
    }

    [TestMethod]
    public async Task Of_the_service_are_what_an_update_brings()
    {
        await using var scene = await StartAsync();
        scene.Settings = scene.Settings with { CacheDirectory = Path.Join(scene.Folder, "empty store") };
        File.Delete(scene.InPlace("a.txt"));
        scene.Dataset.File("a.txt", "other bytes");
        await scene.FailAsync(TestContext.CancellationToken);
        scene.Settings = scene.Settings with { Update = UpdateScope.All };

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual("other bytes", File.ReadAllText(scene.InPlace("a.txt")));
    }

    /// <summary>Sparse, so it takes no room; to hash it would take an hour.</summary>
    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task Of_the_store_are_not_read_where_their_length_tells()
    {
        await using var scene = await StartAsync();
        File.Delete(scene.InPlace("a.txt"));
        var digest = scene.Dataset.Sha256("a.txt");
        var stored = Path.Join(scene.Store, "sha256", digest[..2], digest);
        using (var file = File.OpenWrite(stored))
        {
            file.SetLength(1L << 40);
        }

        var before = ProcessCosts.Now();
        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual(Right, File.ReadAllText(scene.InPlace("a.txt")));
        Assert.AreEqual(Right, File.ReadAllText(stored), "The damaged one is still there.");
        Assert.IsLessThan(1_000_000, (ProcessCosts.Now() - before).Written);
        Assert.IsTrue(scene.Log.Lines.Any(line => line.Contains($"has {1L << 40} bytes instead of {Right.Length}", StringComparison.Ordinal)));
    }

    /// <summary>A lock file with a right digest beside a wrong length contradicts itself, and would never verify.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(1L << 40)]
    public async Task Are_right_ones_too_where_the_lock_file_has_another_length(long length)
    {
        await using var scene = await StartAsync();
        var (key, locked) = LockFile.Read(scene.Settings.LockFilePath!).Datasets.Single();
        LockFile.Empty.With([KeyValuePair.Create(key, new LockedDataset([KeyValuePair.Create("a.txt", (Content?)(locked["a.txt"]! with { Length = length }))]))])
            .Write(scene.Settings.LockFilePath!);

        var problem = await scene.FailAsync(TestContext.CancellationToken);

        Assert.AreEqual("FWDS4001", problem.Code, problem.Message);
        Assert.Contains($"which have {Right.Length} bytes, but its length is {length}", problem.Message);
        Assert.AreEqual(Right, File.ReadAllText(scene.InPlace("a.txt")), "A failed build changes nothing.");
        Assert.AreEqual(1, Stored(scene.Store).Count(), "What the store has is right, and others may need it.");
    }

    /// <summary>Every file of a cache that holds contents, whole or not.</summary>
    private static IEnumerable<string> Stored(string store) => ((string[])["sha256", "partials", "temp", "damaged"])
        .Select(folder => Path.Join(store, folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));

    private async Task<EngineScene> StartAsync()
    {
        var scene = await EngineScene.StartAsync();
        scene.Dataset.File("a.txt", Right);
        scene.Settings = scene.Settings with { LockFilePath = Path.Join(scene.Folder, "lock.json") };
        await scene.FetchAsync(TestContext.CancellationToken);
        scene.Settings = scene.Settings with { Update = UpdateScope.None };
        return scene;
    }
}
