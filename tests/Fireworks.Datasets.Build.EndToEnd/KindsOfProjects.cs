using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

[TestClass]
public class KindsOfProjects : EndToEndTest
{
    [TestMethod]
    public async Task CSharp_names_its_data() => await AssertWorksAsync(CSharp());

    [TestMethod]
    public async Task VisualBasic_names_its_data() => await AssertWorksAsync(VisualBasic().Property("RootNamespace", "Some.Thing"));

    [TestMethod]
    public async Task FSharp_names_its_data() => await AssertWorksAsync(FSharp().Item("Compile", "Program.fs"));

    [TestMethod]
    public async Task Web_builds_and_publishes_its_datasets()
    {
        AddEval();
        var project = CSharp("web").Sdk("Microsoft.NET.Sdk.Web").Dataset("acme/eval")
            .Dataset("acme/eval", ("BuildAction", "Content"), ("LinkBase", "content"), ("Files", "test.jsonl"))
            .File("Program.cs", "Microsoft.AspNetCore.Builder.WebApplication.Create().Run();");

        (await project.DotnetAsync("publish")).Succeeded();

        AssertFile(Path.Combine(project.PublishFolder, "datasets/eval/train.jsonl"), ContentsOf("train.jsonl"));
        AssertFile(Path.Combine(project.PublishFolder, "content/test.jsonl"), ContentsOf("test.jsonl"));
        AssertRequests(resolves: 1, transfers: 2);
    }

    /// <summary>Copied, embedded, and the digest in the assembly.</summary>
    private async Task AssertWorksAsync(TestProject project)
    {
        var eval = AddEval();
        project.Dataset("acme/eval", ("Files", "test.jsonl"))
            .Dataset("acme/eval", ("Files", "train.jsonl"), ("BuildAction", "EmbeddedResource"));

        (await project.BuildAsync()).Succeeded();

        AssertFile(project.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        var assembly = BuiltAssembly.Read(project.AssemblyFile);
        Assert.AreEqual(ContentsOf("train.jsonl"), assembly.Resources["datasets/eval/train.jsonl"]);
        Assert.AreEqual(
            Provenance.Of(("test.jsonl", eval.Sha256("test.jsonl")), ("train.jsonl", eval.Sha256("train.jsonl"))),
            assembly.Metadata["FireworksDataset:accounts/acme/datasets/eval"]);
        AssertRequests(resolves: 1, transfers: 2);
    }
}
