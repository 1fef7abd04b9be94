using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

[TestClass]
public class EmbeddedDatasets : EndToEndTest
{
    [TestMethod]
    public async Task Are_resources_of_the_main_assembly_whatever_their_names_look_like()
    {
        // data.uk.json looks like Ukrainian, strings.resx like resources to compile.
        AddDataset("acme/prompts", "data.uk.json", "deep/er/x.txt", "strings.resx", "program.cs");
        var project = CSharp()
            .Dataset("acme/prompts", ("BuildAction", "EmbeddedResource"), ("Files", "*.json;**/*.txt;strings.resx;program.cs"));

        (await project.BuildAsync()).Succeeded();

        var resources = BuiltAssembly.Read(project.AssemblyFile).Resources;
        CollectionAssert.AreEquivalent(
            (string[])["datasets/prompts/data.uk.json", "datasets/prompts/deep/er/x.txt", "datasets/prompts/strings.resx", "datasets/prompts/program.cs"],
            resources.Keys.ToArray());
        Assert.AreEqual(ContentsOf("data.uk.json"), resources["datasets/prompts/data.uk.json"]);
        Assert.AreEqual(ContentsOf("deep/er/x.txt"), resources["datasets/prompts/deep/er/x.txt"]);
        Assert.IsFalse(Directory.Exists(project.Output("uk")), "a satellite assembly");
        Assert.IsFalse(Directory.Exists(project.Output("datasets")), "a copy");
    }

    [TestMethod]
    public async Task Are_named_by_their_LinkBase()
    {
        AddDataset("acme/prompts", "a.txt");
        var project = CSharp().Dataset("acme/prompts", ("BuildAction", "EmbeddedResource"), ("LinkBase", "my/prompts"));

        (await project.BuildAsync()).Succeeded();

        CollectionAssert.AreEqual((string[])["my/prompts/a.txt"], BuiltAssembly.Read(project.AssemblyFile).Resources.Keys.ToArray());
    }

    [TestMethod]
    public async Task Recompile_when_they_change_and_only_then()
    {
        var prompts = AddDataset("acme/prompts", "a.txt");
        var project = CSharp().Dataset("acme/prompts", ("BuildAction", "EmbeddedResource"));
        (await project.BuildAsync()).Succeeded();
        var built = File.GetLastWriteTimeUtc(project.AssemblyFile);
        AssertRequests(resolves: 1, transfers: 1);

        var second = (await project.BuildAsync()).Succeeded();
        Assert.AreEqual(0, second.Log.RunsOf("Csc"));
        Assert.AreEqual(built, File.GetLastWriteTimeUtc(project.AssemblyFile));
        AssertNoRequest();

        prompts.File("a.txt", "changed\n");
        var updated = (await project.BuildAsync("-p:FireworksDatasetsUpdate=true")).Succeeded();
        Assert.AreEqual(1, updated.Log.RunsOf("Csc"));
        Assert.AreEqual("changed\n", BuiltAssembly.Read(project.AssemblyFile).Resources["datasets/prompts/a.txt"]);

        var updatedAgain = (await project.BuildAsync("-p:FireworksDatasetsUpdate=true")).Succeeded();
        Assert.AreEqual(0, updatedAgain.Log.RunsOf("Csc"), "the service had nothing new");
    }
}
