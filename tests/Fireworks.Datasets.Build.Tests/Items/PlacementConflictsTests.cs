using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Build.Tests.Items;

[TestClass]
public class PlacementConflictsTests
{
    private static readonly DatasetKey s_x = new(new("acme", "x"), Lineage: false);
    private static readonly DatasetKey s_y = new(new("acme", "y"), Lineage: false);

    [TestMethod]
    public void Files_in_their_own_places_are_fine()
    {
        Assert.IsEmpty(PlacementConflicts.Find(
            [Copied(s_x, "a", "x/a"), Copied(s_x, "a", "other/a"), Copied(s_y, "a", "y/a"), Embedded(s_x, "a", "x/a"), Analyzed(s_x, "a"), Analyzed(s_x, "b")],
            ["app.dll", "app"]));
    }

    [TestMethod]
    [DataRow("data/a", "data/a")]
    [DataRow("data/a", "Data/A")]
    [DataRow("data/é", "data/e\u0301")]
    [DataRow("data", "data/a")]
    [DataRow("data/a", "data")]
    public void Two_files_for_one_path_of_the_output(string first, string second)
    {
        var problem = One([Copied(s_x, "1", first), Copied(s_y, "2", second)], []);
        Assert.Contains("Datasets 'accounts/acme/datasets/x' and 'accounts/acme/datasets/y' put different files at one path", problem);
        Assert.Contains(second, problem);
        Assert.Contains("LinkBase", problem);
    }

    [TestMethod]
    public void Two_files_for_one_resource_name()
    {
        Assert.Contains("resource name: 'data/a'", One([Embedded(s_x, "a", "data/a"), Embedded(s_y, "a", "data/a")], []));
        Assert.IsEmpty(PlacementConflicts.Find([Embedded(s_x, "a", "data/a"), Embedded(s_y, "a", "data/A")], []));
    }

    [TestMethod]
    public void One_file_taken_twice_to_one_place()
    {
        foreach (var file in new[] { Copied(s_x, "a", "x/a"), Embedded(s_x, "a", "x/a"), Analyzed(s_x, "a") })
        {
            var problem = One([file, file], []);
            Assert.Contains("Two items of dataset 'accounts/acme/datasets/x' take the same file to the same place twice", problem);
            Assert.Contains("not overlap", problem);
        }
    }

    [TestMethod]
    [DataRow("app.deps.json", "app.deps.json")]
    [DataRow("App.RuntimeConfig.json", "app.runtimeconfig.json")]
    [DataRow("refs/app.dll", @"refs\app.dll")]
    [DataRow("app/data.jsonl", "app", DisplayName = "a folder where the build puts its program")]
    public void The_builds_own_outputs(string path, string own)
    {
        var problem = One([Copied(s_x, "f", path)], ["other.dll", own]);
        Assert.Contains($"'{path}' (the build's own '{own.Replace('\\', '/')}')", problem);
        Assert.IsEmpty(PlacementConflicts.Find([Embedded(s_x, "f", path)], [own]));
    }

    [TestMethod]
    public void Thousands_of_conflicts_make_one_problem()
    {
        var files = Enumerable.Range(0, 5000).SelectMany(i => new[] { Copied(s_x, $"{i}", $"d/{i}"), Copied(s_y, $"{i}", $"d/{i}") }).ToArray();
        Assert.Contains("and 4995 more", One(files, []));
    }

    [TestMethod]
    public void A_dataset_is_pinned_or_floating()
    {
        Assert.IsEmpty(PlacementConflicts.Find([Item(s_x, true), Item(s_y, false), Item(s_x, true), Item(s_x with { Lineage = true }, false)]));
        var problem = PlacementConflicts.Find([Item(s_x, true), Item(s_y, false), Item(s_x, false)]).Single();
        Assert.AreEqual("FWDS1006", problem.Code);
        Assert.Contains("'accounts/acme/datasets/x' is floating in one item and pinned in another", problem.Message);
    }

    [TestMethod]
    public void Two_datasets_cannot_share_a_folder_where_case_does_not_count() => Assert.Contains("differ in case only",
        PlacementConflicts.Find([Item(s_x, false), Item(new(new("Acme", "x"), false), false)]).Single().Message);

    [TestMethod]
    public void A_placed_file_has_a_place_only_where_it_is_copied_or_embedded()
    {
        PlacedFile Place(params (string Name, string Value)[] metadata) => PlacedFile.Of(
            DatasetItem.Read("acme/x", name => metadata.FirstOrDefault(entry => entry.Name == name).Value, _ => []).Placement, s_x, "a");

        Assert.AreEqual(Copied(s_x, "a", "datasets/x/a"), Place());
        Assert.AreEqual(Embedded(s_x, "a", "datasets/x/a"), Place(("BuildAction", "EmbeddedResource")));
        Assert.AreEqual(Analyzed(s_x, "a"), Place(("BuildAction", "AdditionalFiles")));
        Assert.IsNull(Place(("CopyToOutputDirectory", "never")).OutputPath);
        Assert.AreEqual("datasets/x/a", Place(("CopyToOutputDirectory", "Never"), ("CopyToPublishDirectory", "Always")).OutputPath);
    }

    private static DatasetRequest Item(DatasetKey dataset, bool floating) => new(dataset, FileFilter.All, floating, DatasetLocation.Under("/obj", dataset));

    private static PlacedFile Copied(DatasetKey dataset, string file, string path) => new(dataset, file, "None", path, null);

    private static PlacedFile Embedded(DatasetKey dataset, string file, string name) => new(dataset, file, "EmbeddedResource", null, name);

    private static PlacedFile Analyzed(DatasetKey dataset, string file) => new(dataset, file, "AdditionalFiles", null, null);

    private static string One(IReadOnlyCollection<PlacedFile> files, IEnumerable<string> ownOutputs)
    {
        var problems = PlacementConflicts.Find(files, ownOutputs);
        Assert.AreEqual("FWDS1006", string.Join('\n', problems.Select(problem => problem.Code)));
        return problems[0].Message;
    }
}
