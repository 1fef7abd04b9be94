using System.Runtime.Versioning;
using Fireworks.Datasets.Emulator;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>Who may read what the engine writes: its own files this user alone, files of the project as the user's new files are.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Cache_state_and_partials_are_this_users_alone()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt").File("large.bin", 600_000, seed: 1);
        scene.Settings = scene.Settings with { MaxRetries = 0, CacheDirectory = Path.Join(scene.Cache, "made-by-us") };
        scene.Service.Faults.Add(Fault.CutBody(300_000).On(RequestKind.Storage, file: "large.bin"));
        await scene.RefuseAsync(TestContext.CancellationToken, "FWDS4005");
        Assert.HasCount(2, Directory.GetFiles(Path.Join(scene.Settings.CacheDirectory, "partials")), "A partial and its sidecar");
        AssertPrivate(scene.Settings.CacheDirectory);

        await scene.FetchAsync(TestContext.CancellationToken);

        AssertPrivate(scene.Settings.CacheDirectory);
        var state = Path.Join(scene.Datasets, ".fireworks", "state", "acme", "eval.json");
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(state));
    }

    /// <summary>A published app may run as another user; so may whoever reads the build's output.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Files_in_place_have_the_permissions_of_the_users_new_files(bool withCache)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt").File("large.bin", 600_000, seed: 1);
        scene.Settings = withCache ? scene.Settings : scene.Settings with { CacheDirectory = null };
        var usual = Path.Join(scene.Datasets, "usual");
        await File.WriteAllTextAsync(usual, "", TestContext.CancellationToken);

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual(File.GetUnixFileMode(usual), File.GetUnixFileMode(scene.InPlace("a.txt")));
        Assert.AreEqual(File.GetUnixFileMode(usual), File.GetUnixFileMode(scene.InPlace("large.bin")));
    }

    [TestMethod]
    public async Task A_cache_that_every_user_may_write_to_is_left_alone()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        File.SetUnixFileMode(scene.Cache, (UnixFileMode)0b111_111_111);

        await scene.FetchAsync(TestContext.CancellationToken);

        var problem = scene.Log.Diagnostics.Single();
        Assert.AreEqual("FWDS5005", problem.Code);
        Assert.Contains("every user may write to it", problem.Message);
        Assert.IsEmpty(Directory.GetFileSystemEntries(scene.Cache));
    }

    private static void AssertPrivate(string root)
    {
        Assert.AreEqual(UnixFileMode.None, File.GetUnixFileMode(root) & Others, root);
        foreach (var folder in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories))
        {
            Assert.AreEqual(UnixFileMode.None, File.GetUnixFileMode(folder) & Others, folder);
        }

        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "CACHEDIR.TAG"))
        {
            Assert.AreEqual(UnixFileMode.None, File.GetUnixFileMode(file) & Others, file);
        }
    }
}
