using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary><c>FireworksDatasetsUpdate</c>: the only way to other bytes.</summary>
[TestClass]
public class Updates : EndToEndTest
{
    [TestMethod]
    public async Task Bring_what_changed_which_is_FWDS4001_before()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.BuildAsync()).Succeeded();
        var old = eval.Sha256("test.jsonl");
        var lockFile = File.ReadAllText(project.LockFile);
        eval.File("test.jsonl", "changed");
        ForgetEverythingFetched(project);

        var failed = (await project.BuildAsync()).FailedWith("FWDS4001");
        Assert.Contains(old, failed.Errors.Single().Message);
        Assert.Contains("test.jsonl", failed.Errors.Single().Message);
        Assert.AreEqual(lockFile, File.ReadAllText(project.LockFile));
        Assert.IsFalse(File.Exists(project.InPlace("acme/eval/test.jsonl")));

        var updated = (await project.BuildAsync("-p:FireworksDatasetsUpdate=eval")).Succeeded();
        AssertFile(project.Output("datasets/eval/test.jsonl"), "changed");
        Assert.Contains(eval.Sha256("test.jsonl"), File.ReadAllText(project.LockFile));
        Assert.Contains(old[..8], updated.Output, "the old digest is shown");
        Assert.Contains(eval.Sha256("test.jsonl")[..8], updated.Output, "the new digest is shown");
    }

    [TestMethod]
    public async Task Drop_what_is_gone_which_is_FWDS4001_before()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.BuildAsync()).Succeeded();
        eval.Remove("train.jsonl");
        ForgetEverythingFetched(project);

        var failed = (await project.BuildAsync()).FailedWith("FWDS4001");
        Assert.Contains("train.jsonl", failed.Errors.Single().Message);

        (await project.BuildAsync("-p:FireworksDatasetsUpdate=true")).Succeeded();
        AssertFiles(project.Output("datasets"), "eval/test.jsonl");
        Assert.DoesNotContain("train.jsonl", File.ReadAllText(project.LockFile));
    }

    [TestMethod]
    public async Task Ask_only_for_the_datasets_that_they_name()
    {
        var eval = AddEval();
        var other = AddDataset("acme/other", "o.txt");
        var project = CSharp().Dataset("acme/eval").Dataset("acme/other");
        (await project.ResolveAsync()).Succeeded();
        var pinned = other.Sha256("o.txt");
        eval.File("test.jsonl", "changed");
        other.File("o.txt", "changed too");
        Service.Journal.Clear();

        (await project.ResolveAsync("-p:FireworksDatasetsUpdate=eval")).Succeeded();

        Assert.AreEqual("eval", Service.Journal.Api.Single().Dataset);
        AssertFile(project.InPlace("acme/eval/test.jsonl"), "changed");
        AssertFile(project.InPlace("acme/other/o.txt"), ContentsOf("o.txt"));
        Assert.Contains(pinned, File.ReadAllText(project.LockFile));
    }

    [TestMethod]
    public async Task Have_a_target_of_their_own()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.ResolveAsync()).Succeeded();
        eval.File("test.jsonl", "changed").File("new.jsonl", "new");

        (await project.TargetAsync("UpdateFireworksDatasets")).Succeeded();

        AssertFile(project.InPlace("acme/eval/test.jsonl"), "changed");
        AssertFile(project.InPlace("acme/eval/new.jsonl"), "new");

        eval.File("test.jsonl", "changed again");
        (await project.TargetAsync("ResolveFireworksDatasets;UpdateFireworksDatasets")).Succeeded();
        AssertFile(project.InPlace("acme/eval/test.jsonl"), "changed again");
    }

    [TestMethod]
    public async Task Win_over_the_default_of_locked_mode_and_contradict_an_explicit_one()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.ResolveAsync()).Succeeded();
        eval.File("test.jsonl", "changed");

        (await project.ResolveAsync("-p:FireworksDatasetsLockedMode=true", "-p:FireworksDatasetsUpdate=true")).FailedWith("FWDS1005");
        (await project.ResolveAsync("-p:ContinuousIntegrationBuild=true", "-p:FireworksDatasetsUpdate=true")).Succeeded();

        AssertFile(project.InPlace("acme/eval/test.jsonl"), "changed");
    }

    private void ForgetEverythingFetched(TestProject project)
    {
        Directory.Delete(project.DatasetsFolder, recursive: true);
        Directory.Delete(Sandbox.Cache, recursive: true);
    }
}
