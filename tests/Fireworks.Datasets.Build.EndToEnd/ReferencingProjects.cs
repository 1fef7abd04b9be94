using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>The dataset belongs to a library, and a project that references it gets the files in its own output.</summary>
[TestClass]
public class ReferencingProjects : EndToEndTest
{
    [TestMethod]
    public async Task Copy_the_datasets_of_the_projects_that_they_reference()
    {
        var (app, lib) = AppWithLibrary();

        (await app.BuildAsync()).Succeeded();

        AssertFile(lib.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertFile(app.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertRequests(resolves: 1, transfers: 2);
    }

    [TestMethod]
    public async Task Copy_them_also_when_the_reference_is_two_levels_deep()
    {
        var (middle, _) = AppWithLibrary("middle");
        middle.Library();
        var app = CSharp().WithoutPackage().Reference(middle);

        (await app.BuildAsync()).Succeeded();

        AssertFile(app.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
    }

    [TestMethod]
    public async Task Get_them_without_building_the_referenced_project_again()
    {
        var (app, lib) = AppWithLibrary();
        (await app.BuildAsync()).Succeeded();
        Directory.Delete(app.OutputFolder, recursive: true);
        Directory.Delete(lib.DatasetsFolder, recursive: true);
        Service.Journal.Clear();

        (await app.BuildAsync("--no-dependencies")).Succeeded();

        AssertFile(app.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertNoRequest();
    }

    [TestMethod]
    public async Task Publish_them()
    {
        var (app, _) = AppWithLibrary();

        (await app.DotnetAsync("publish")).Succeeded();

        AssertFile(Path.Combine(app.PublishFolder, "datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
    }

    [TestMethod]
    [DataRow("-graph")]
    [DataRow("-graph", "-isolate")]
    [DataRow("-mt")]
    [DataRow("-m:4")]
    public async Task Build_with(params string[] how)
    {
        var (app, _) = AppWithLibrary();

        (await app.BuildAsync(how)).Succeeded();

        AssertFile(app.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertRequests(resolves: 1, transfers: 2);
    }

    [TestMethod]
    public async Task Do_not_pass_the_package_on()
    {
        var (app, _) = AppWithLibrary();

        var targets = (await app.TargetAsync("ResolveReferences", "-getItem:FireworksDataset", "-getProperty:FireworksDatasetsEnabled")).Succeeded();

        Assert.AreEqual("", targets.Property("FireworksDatasetsEnabled"));
    }

    private (TestProject App, TestProject Library) AppWithLibrary(string name = "app")
    {
        AddEval();
        var library = CSharp("lib").Library().Dataset("acme/eval");
        return (CSharp(name).WithoutPackage().Reference(library), library);
    }
}
