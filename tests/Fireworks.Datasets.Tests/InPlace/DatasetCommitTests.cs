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

    /// <summary>The same for a file at the file's own path. The next build still knows that it is the user's.</summary>
    [TestMethod]
    public async Task Replaces_no_file_of_a_user()
    {
        _dataset.Write("a", "mine").Write("scratch", "1");

        await Assert.ThrowsExactlyAsync<DatasetException>(CommitAsync);

        Assert.AreEqual("mine", await File.ReadAllTextAsync(_dataset["a"]));
        Assert.IsFalse(_dataset.State!.Owns("a", _dataset["a"], asPlaced: false));
    }

    /// <summary>If the build is killed between the rename and the record of it, the next one knows that the file is this package's.</summary>
    [TestMethod]
    public async Task Says_which_files_it_is_about_to_write_before_it_writes_them()
    {
        _dataset.Write("scratch", "1").Write("a/b/own", "mine");
        await Assert.ThrowsExactlyAsync<DatasetException>(CommitAsync);
        Directory.Delete(_dataset["a"], recursive: true);

        _dataset.Write("a", "1");

        Assert.IsTrue(_dataset.State!.Owns("a", _dataset["a"], asPlaced: false));
        Assert.IsNull(InPlaceCheck.Find(_dataset["a"], _dataset.State.Files["a"], expected: null), "Its bytes were not looked at.");
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
