using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>What an editor runs at every keystroke: it must neither wait for a network nor complain.</summary>
[TestClass]
public class DesignTimeBuilds : EndToEndTest
{
    private const string Targets = "ResolveAssemblyReferencesDesignTime;CompileDesignTime;AssignTargetPaths";

    // This target comes with the editor; here those that it calls stand in for it.
    private const string CompileDesignTime = """<Target Name="CompileDesignTime" DependsOnTargets="_GenerateCompileInputs;CoreCompile" />""";

    [TestMethod]
    public async Task Are_quiet_while_nothing_is_in_place()
    {
        AddEval();
        Sandbox.Environment["FIREWORKS_API_KEY"] = null;
        var project = CSharp().Xml(CompileDesignTime).Dataset("acme/eval").Dataset("acme/eval", ("BuildAction", "EmbeddedResource"), ("LinkBase", "x"))
            .Dataset("not/valid/at-all").Property("FireworksDatasetsMaxRetries", "wrong");

        var design = (await project.DesignTimeAsync(Targets, "-getItem:FireworksDatasetFile")).Succeeded();

        Assert.HasCount(0, design.Items("FireworksDatasetFile"));
        Assert.IsFalse(Directory.Exists(project.DatasetsFolder));
        Assert.IsFalse(File.Exists(project.LockFile));
        AssertNoRequest();
    }

    [TestMethod]
    public async Task Show_what_is_in_place()
    {
        var eval = AddEval();
        var project = CSharp().Xml(CompileDesignTime).Dataset("acme/eval");
        (await project.ResolveAsync()).Succeeded();
        Service.Journal.Clear();
        eval.File("test.jsonl", "changed");
        File.Delete(project.InPlace("acme/eval/train.jsonl"));
        var before = Folders.Snapshot(project.DatasetsFolder);

        var design = (await project.DesignTimeAsync(Targets, "-getItem:FireworksDatasetFile", "-getItem:None")).Succeeded();

        Assert.AreEqual("test.jsonl", design.Items("FireworksDatasetFile").Single()["File"]);
        Assert.AreEqual("datasets/eval/test.jsonl", design.Items("None").Single(item => item["File"] == "test.jsonl")["Link"]);
        Assert.AreEqual(before, Folders.Snapshot(project.DatasetsFolder));
        AssertNoRequest();
    }
}
