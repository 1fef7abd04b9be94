using Fireworks.Datasets.Acquiring;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.InPlace;

[TestClass]
public sealed class DatasetCommitTests : IDisposable
{
    private readonly PlacedScene _dataset = new();

    public void Dispose() => _dataset.Dispose();

    /// <summary>A user may put a file there after the obstacles were looked for.</summary>
    [TestMethod]
    public async Task Takes_no_folder_with_a_file_in_it_out_of_the_way()
    {
        _dataset.Write("a/b/own", "mine").Write("scratch", "1");

        await Assert.ThrowsExactlyAsync<DatasetException>(CommitAsync);

        Assert.AreEqual("mine", await File.ReadAllTextAsync(_dataset["a/b/own"]));
    }

    [TestMethod]
    public async Task Takes_empty_folders_out_of_the_way()
    {
        _dataset.Write("scratch", "1");
        Directory.CreateDirectory(_dataset["a/b"]);

        await CommitAsync();

        Assert.AreEqual("1", await File.ReadAllTextAsync(_dataset["a"]));
    }

    private async Task CommitAsync()
    {
        Assert.IsTrue(SafeRelativePath.TryParse("a", out var name, out _));
        var content = PlacedScene.ContentOf("1");
        var file = new PlannedFile(name, _dataset["a"], content, InPlace: null);
        var plan = new DatasetPlan(PlacedScene.Key, _dataset.Location, [], Floating: false, PlanKind.Pinned, null, null, ["a"], [file], []);
        await new DatasetCommit(new FetchSettings().Service, TimeProvider.System)
            .CommitAsync(new(plan, [new AcquiredFile(file, content, Validator: null, _dataset["scratch"], ContentSource.Cache)], Problems: []));
    }
}
