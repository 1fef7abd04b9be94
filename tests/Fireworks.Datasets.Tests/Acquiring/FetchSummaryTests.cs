using Fireworks.Datasets.Acquiring;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Acquiring;

[TestClass]
public sealed class FetchSummaryTests
{
    [TestMethod]
    public void Sums_lengths_of_any_size()
    {
        using var scene = new PlacedScene();
        var plan = new DatasetPlan(PlacedScene.Key, scene.Location, [FileFilter.All], Floating: false, PlanKind.Pinned, null, null, [], [], []);

        var line = FetchSummary.Describe([new AcquiredDataset(plan, [Huge("a"), Huge("b")], [])], TimeSpan.FromSeconds(1));

        Assert.AreEqual("Fireworks datasets: 1 dataset, 2 files, 9223372 TB: 2 files (9223372 TB) from the cache; 1.0 s.", line);
    }

    private static AcquiredFile Huge(string name)
    {
        Assert.IsTrue(SafeRelativePath.TryParse(name, out var path, out _));
        var content = new Content(long.MaxValue, PlacedScene.DigestOf(name));
        return new(new PlannedFile(path, $"/obj/{name}", content, InPlace: null), content, Validator: null, ScratchPath: null, ContentSource.Cache);
    }
}
