using System.Runtime.Versioning;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>Folders of a cache that others may write to, or have put there, on every level.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class CacheFoldersTests
{
    private static readonly UnixFileMode[] s_modes = [(UnixFileMode)0b111_111_111, (UnixFileMode)0b111_111_101, (UnixFileMode)0b1_111_111_111];

    public TestContext TestContext { get; set; } = null!;

    private static IEnumerable<object[]> Levels => [["sha256"], ["sha256/{0}"], ["remote"], ["remote/{1}"], ["partials"], ["temp"], ["damaged"], ["locks"], ["sessions"]];

    [TestMethod]
    [DynamicData(nameof(Levels))]
    public async Task That_others_may_write_to_are_not_used(string level)
    {
        await using var scene = await FetchScene.StartAsync();
        var folder = await PrepareAsync(scene, level);
        foreach (var mode in s_modes)
        {
            File.SetUnixFileMode(folder, mode);
            await AssertRefusedAsync(scene, "other users may write");
            Assert.AreEqual(mode, File.GetUnixFileMode(folder), "Nothing is changed.");
        }
    }

    [TestMethod]
    [DataRow("")]
    [DynamicData(nameof(Levels))]
    public async Task Of_another_user_are_not_used_by_root_either(string level)
    {
        await using var scene = await FetchScene.StartAsync();
        var folder = await PrepareAsync(scene, level);
        Planted.GiveAway(folder);

        await AssertRefusedAsync(scene, "belongs to another user");
    }

    /// <summary>A first build makes all folders; a later one uses each of them again.</summary>
    private async Task<string> PrepareAsync(FetchScene scene, string level)
    {
        var digest = scene.Add("a.txt").Sha256("a.txt");
        var id = RemoteFileId.Of(scene.Settings.Service.ToString(), scene.Dataset, "a.txt").ToString();
        await scene.FetchAsync(TestContext.CancellationToken);
        scene.Settings = scene.Settings with { Update = UpdateScope.All };
        var folder = Path.Join(scene.Cache, string.Format(null, level, digest[..2], id[..2]));
        if (!Directory.Exists(folder))
        {
            FetchScene.PrivateOnly(Directory.CreateDirectory(folder).FullName);
        }

        return folder;
    }

    private async Task AssertRefusedAsync(FetchScene scene, string why)
    {
        Directory.Delete(scene.Datasets, recursive: true);
        Directory.CreateDirectory(scene.Datasets);
        scene.Log.Clear();

        await scene.FetchAsync(TestContext.CancellationToken);

        var problem = scene.Log.Diagnostics.Single();
        Assert.AreEqual("FWDS5005", problem.Code);
        Assert.Contains(why, problem.Message);
        Assert.AreEqual(FetchScene.ContentsOf("a.txt"), await File.ReadAllTextAsync(scene.InPlace("a.txt"), TestContext.CancellationToken));
    }
}
