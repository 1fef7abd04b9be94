using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

[TestClass]
public class MultiTargetedProjects : EndToEndTest
{
    private static readonly string[] Frameworks = ["net10.0", "net8.0"];

    [TestMethod]
    public async Task Build_clean_and_rebuild_each_framework_and_transfer_each_file_once()
    {
        MultiTargetedWith(out var project);

        (await project.BuildAsync()).Succeeded();

        foreach (var framework in Frameworks)
        {
            AssertFile(Path.Combine(project.Folder, "bin/Debug", framework, "datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        }

        // The inner builds run side by side: the one that waits for the other asks whether what it then finds is still true.
        Assert.AreEqual(2, Service.Journal.Storage.Count(entry => entry.Status != 304), "one transfer a file");
        Service.Journal.Clear();
        (await project.BuildAsync()).Succeeded();

        (await project.DotnetAsync("clean")).Succeeded();
        AssertNothingLeft(project);

        (await project.BuildAsync("-t:Rebuild")).Succeeded();
        AssertFile(Path.Combine(project.Folder, "bin/Debug", Frameworks[1], "datasets/eval/train.jsonl"), ContentsOf("train.jsonl"));
        AssertNoRequest();
    }

    [TestMethod]
    public async Task Know_the_public_targets()
    {
        var eval = MultiTargetedWith(out var project);

        (await project.TargetAsync("FetchFireworksDatasets")).Succeeded();
        foreach (var framework in Frameworks)
        {
            AssertFile(Path.Combine(project.Folder, "obj/Debug", framework, "fireworks-datasets/acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
        }

        var resolved = (await project.TargetAsync("ResolveFireworksDatasets", "-getTargetResult:ResolveFireworksDatasets")).Succeeded();
        Assert.HasCount(4, resolved.TargetResult("ResolveFireworksDatasets"));
        (await project.TargetAsync("VerifyFireworksDatasets")).Succeeded();
        (await project.TargetAsync("PruneFireworksDatasetsCache")).Succeeded();

        eval.File("test.jsonl", "changed");
        (await project.TargetAsync("UpdateFireworksDatasets")).Succeeded();
        foreach (var framework in Frameworks)
        {
            AssertFile(Path.Combine(project.Folder, "obj/Debug", framework, "fireworks-datasets/acme/eval/test.jsonl"), "changed");
        }

        (await project.DotnetAsync("clean")).Succeeded();
        AssertNothingLeft(project);
    }

    [TestMethod]
    public async Task Pack_each_file_once()
    {
        MultiTargetedWith(out var project);
        AddDataset("acme/prompts", "it's;one.txt");
        project.Dataset("acme/prompts", ("Pack", "true"), ("PackagePath", "prompts/"));

        var pack = (await project.DotnetAsync("pack")).Succeeded();

        var files = NuGetPackage.Read(Path.Combine(project.Folder, "bin/Release/app.1.0.0.nupkg")).Files;
        CollectionAssert.Contains(files.ToArray(), "prompts/it's;one.txt");
        Assert.DoesNotContain("jsonl", string.Join('\n', files));
        Assert.DoesNotContain("NU5118", pack.Output, "a warning that the package has this file already");
    }

    private Emulator.EmulatedDataset MultiTargetedWith(out TestProject project)
    {
        var eval = AddEval();
        MachineNuGet.LendTargetingPacks(Sandbox);
        project = CSharp().Library().TargetFrameworks(Frameworks).Dataset("acme/eval");
        return eval;
    }

    private static void AssertNothingLeft(TestProject project)
    {
        foreach (var framework in Frameworks)
        {
            AssertFiles(Path.Combine(project.Folder, "obj/Debug", framework, "fireworks-datasets"));
            AssertFiles(Path.Combine(project.Folder, "bin/Debug", framework, "datasets"));
        }
    }
}
