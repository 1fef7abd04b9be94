using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

[TestClass]
public class OtherSdks : EndToEndTest
{
    [TestMethod]
    public async Task Worker_copies_its_datasets()
    {
        AddEval();
        var project = CSharp().Sdk("Microsoft.NET.Sdk.Worker").Dataset("acme/eval");

        (await project.BuildAsync()).Succeeded();

        AssertFiles(Path.Combine(project.OutputFolder, "datasets"), "eval/test.jsonl", "eval/train.jsonl");
    }

    /// <summary>A project for data alone: others reference it, and nothing is compiled.</summary>
    [TestMethod]
    public async Task NoTargets_copies_its_datasets()
    {
        AddEval();
        MachineNuGet.Lend(Sandbox, "microsoft.build.notargets");
        var project = CSharp().Library().Sdk("Microsoft.Build.NoTargets/3.7.0").Dataset("acme/eval");
        (await project.RestoreAsync()).Succeeded();

        var build = (await project.BuildAsync()).Succeeded();

        AssertFiles(Path.Combine(project.OutputFolder, "datasets"), "eval/test.jsonl", "eval/train.jsonl");
        Assert.AreEqual(0, build.Log.RunsOf("Csc"));
    }
}
