using Fireworks.Datasets.Acquiring;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.InPlace;

/// <summary>A new file, <c>a</c> with the contents <c>1</c>, and what already stands at its path.</summary>
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

    [TestMethod]
    public void Are_a_users_file_with_other_bytes()
    {
        _dataset.Write("a", "2");

        Assert.Contains(_dataset["a"], Assert.ThrowsExactly<DatasetException>(Look).Message);
        Assert.AreEqual("2", File.ReadAllText(_dataset["a"]));
    }

    [TestMethod]
    public void Are_a_users_file_that_an_earlier_build_found_right()
    {
        _dataset.Find("a", "2");

        Assert.ThrowsExactly<DatasetException>(Look);
    }

    /// <summary>It is used as it is, and stays the user's.</summary>
    [TestMethod]
    public void Are_no_file_with_the_same_bytes()
    {
        _dataset.Write("a", "1");

        foreach (var isUsers in (bool[])[true, false])
        {
            var file = Look(isUsers).Files.Single();
            Assert.IsNull(file.ScratchPath);
            Assert.AreEqual(!isUsers, file.Planned.InPlace!.IsOurs, "In a folder of the build's own, nobody else puts such a file.");
        }
    }

    [TestMethod]
    public void Are_no_file_that_an_earlier_build_wrote()
    {
        _dataset.Place("a", "0").Write("a", "2");

        Assert.IsNotNull(Look().Files.Single().ScratchPath);
    }

    /// <summary>There, the user may have put a file of his own where a file of the dataset once was.</summary>
    [TestMethod]
    public void Are_in_a_folder_of_the_user_what_is_not_as_it_was_placed()
    {
        _dataset.Place("a", "0");
        Assert.IsNotNull(Look(isUsers: true).Files.Single().ScratchPath);

        File.SetLastWriteTimeUtc(_dataset["a"], DateTime.UtcNow.AddDays(-1));
        Assert.IsNotNull(Look(isUsers: true).Files.Single().ScratchPath, "A restored file has the bytes that were placed.");

        _dataset.Write("a", "2");
        Assert.ThrowsExactly<DatasetException>(() => Look(isUsers: true));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("own", DisplayName = "to a file")]
    [DataRow("nowhere")]
    public void Are_a_users_link_in_its_place(string target)
    {
        _dataset.Write("own", "1");
        File.CreateSymbolicLink(_dataset["a"], _dataset[target]);

        Assert.Contains(_dataset["a"], Assert.ThrowsExactly<DatasetException>(Look).Message);
    }

    private AcquiredDataset Look() => Look(isUsers: false);

    private AcquiredDataset Look(bool isUsers)
    {
        Assert.IsTrue(SafeRelativePath.TryParse("a", out var name, out _));
        var content = PlacedScene.ContentOf("1");
        var file = new PlannedFile(name, _dataset["a"], content, InPlace: null);
        var plan = new DatasetPlan(PlacedScene.Key, _dataset.Location with { IsUsers = isUsers }, [], Floating: false, PlanKind.Pinned, null, _dataset.State, ["a"], [file], []);
        return Obstacles.Check(new(plan, [new AcquiredFile(file, content, Validator: null, "/scratch", ContentSource.Cache)], Problems: []));
    }
}
