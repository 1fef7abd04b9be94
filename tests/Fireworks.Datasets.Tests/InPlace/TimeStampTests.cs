using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.InPlace;

/// <summary>The compiler takes a resource with an older time stamp than its last output for unchanged, and would embed stale bytes.</summary>
[TestClass]
public sealed class TimeStampTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(false, DisplayName = "from storage")]
    [DataRow(true, DisplayName = "from the store")]
    public async Task Of_a_file_that_comes_into_place_is_the_time_of_the_build(bool isStored)
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("a.txt", "contents");
        scene.Settings = scene.Settings with { LockFilePath = Path.Join(scene.Folder, "lock.json"), Update = UpdateScope.None };
        if (isStored)
        {
            await scene.FetchAsync(TestContext.CancellationToken);
            File.Delete(scene.InPlace("a.txt"));
        }

        var later = DateTimeOffset.UtcNow.AddHours(3);
        scene.Time = new LaterTimeProvider(later);
        await scene.FetchAsync(TestContext.CancellationToken);

        Assert.AreEqual(later.UtcDateTime, File.GetLastWriteTimeUtc(scene.InPlace("a.txt")));
    }

    private sealed class LaterTimeProvider(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
