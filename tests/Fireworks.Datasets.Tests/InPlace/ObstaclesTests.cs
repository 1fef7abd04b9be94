using Fireworks.Datasets.Acquiring;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.InPlace;

/// <summary>Where now a file belongs there is a folder.</summary>
[TestClass]
public sealed class ObstaclesTests : IDisposable
{
    private readonly PlacedScene _dataset = new();

    public void Dispose() => _dataset.Dispose();

    [TestMethod]
    public void Are_a_users_files()
    {
        _dataset.Write("a/b/own", "1");

        Assert.Contains(_dataset["a/b/own"], Assert.ThrowsExactly<DatasetException>(Look).Message);
    }

    [TestMethod]
    public void Are_no_empty_folders()
    {
        Directory.CreateDirectory(_dataset["a/b"]);

        Look();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Are_a_users_links_also_to_an_empty_folder()
    {
        using var outside = new TemporaryFolder();
        Directory.CreateDirectory(_dataset["a"]);
        File.CreateSymbolicLink(_dataset["a/link"], outside.Path);

        Assert.Contains(_dataset["a/link"], Assert.ThrowsExactly<DatasetException>(Look).Message);
    }

    private void Look()
    {
        Assert.IsTrue(SafeRelativePath.TryParse("a", out var name, out _));
        var content = PlacedScene.ContentOf("1");
        var file = new PlannedFile(name, _dataset["a"], content, InPlace: null);
        var plan = new DatasetPlan(PlacedScene.Key, _dataset.Location, [], Floating: false, PlanKind.Pinned, null, null, ["a"], [file], []);
        Obstacles.ThrowIfAny([new(plan, [new AcquiredFile(file, content, Validator: null, "/scratch", ContentSource.Cache)], Problems: [])]);
    }
}
