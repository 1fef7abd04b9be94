using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.InPlace;

/// <summary>Files that an earlier build placed, and that the dataset no longer has.</summary>
[TestClass]
public sealed class StaleFilesTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Go_unless_the_user_has_changed_them()
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("kept.txt", "kept").File("gone.txt", "gone").File("edited.txt", "theirs");
        await scene.FetchAsync(TestContext.CancellationToken);
        await File.WriteAllTextAsync(scene.InPlace("edited.txt"), "the user's own", TestContext.CancellationToken);

        scene.Dataset.Remove("gone.txt");
        scene.Dataset.Remove("edited.txt");
        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.IsTrue(File.Exists(scene.InPlace("kept.txt")));
        Assert.IsFalse(File.Exists(scene.InPlace("gone.txt")));
        Assert.AreEqual("the user's own", await File.ReadAllTextAsync(scene.InPlace("edited.txt"), TestContext.CancellationToken));
    }
}
