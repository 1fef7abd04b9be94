using Fireworks.Datasets.Tests.Reliability;

namespace Fireworks.Datasets.Tests.Fetching;

/// <summary>Asked again, the service has what is in place already.</summary>
[TestClass]
public sealed class KnownContentsTests
{
    public TestContext TestContext { get; set; } = null!;

    /// <summary>A new time stamp would make the compiler run, in every build with a floating dataset.</summary>
    [TestMethod]
    public async Task Stay_as_they_are_also_where_storage_has_no_validator()
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("none.txt", "same", new() { NoETag = true }).File("weak.txt", "same", new() { WeakETag = true });
        await scene.FetchAsync(TestContext.CancellationToken);
        var written = (File.GetLastWriteTimeUtc(scene.InPlace("none.txt")), File.GetLastWriteTimeUtc(scene.InPlace("weak.txt")));
        scene.Dataset.File("more.txt", "more");

        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual(written, (File.GetLastWriteTimeUtc(scene.InPlace("none.txt")), File.GetLastWriteTimeUtc(scene.InPlace("weak.txt"))));
        Assert.AreEqual("more", await File.ReadAllTextAsync(scene.InPlace("more.txt"), TestContext.CancellationToken));
    }
}
