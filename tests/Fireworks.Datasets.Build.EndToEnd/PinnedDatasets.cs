using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>The lock file says which bytes.</summary>
[TestClass]
public class PinnedDatasets : EndToEndTest
{
    [TestMethod]
    public async Task Are_written_down_in_the_documented_form()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval", ("Files", "test.jsonl"));

        (await project.ResolveAsync()).Succeeded();

        AssertFile(project.LockFile, $$"""
            {
              "version": 1,
              "datasets": {
                "accounts/acme/datasets/eval": {
                  "files": {
                    "test.jsonl": { "length": {{ContentsOf("test.jsonl").Length}}, "sha256": "{{eval.Sha256("test.jsonl")}}" },
                    "train.jsonl": {}
                  }
                }
              }
            }

            """.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public async Task That_changed_are_FWDS4001_until_the_user_updates()
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
    public async Task That_are_gone_are_FWDS4001_and_disappear_with_the_update()
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
    public async Task Updates_ask_only_for_the_datasets_that_they_name()
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
    public async Task Update_has_a_target_of_its_own()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.ResolveAsync()).Succeeded();
        eval.File("test.jsonl", "changed").File("new.jsonl", "new");

        (await project.TargetAsync("UpdateFireworksDatasets")).Succeeded();

        AssertFile(project.InPlace("acme/eval/test.jsonl"), "changed");
        AssertFile(project.InPlace("acme/eval/new.jsonl"), "new");
    }

    [TestMethod]
    public async Task Locked_mode_wants_every_digest_and_never_writes()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.ResolveAsync("-p:FireworksDatasetsLockedMode=true")).FailedWith("FWDS4002");
        Assert.IsFalse(File.Exists(project.LockFile));
        AssertFiles(project.DatasetsFolder);

        (await project.Remove("FireworksDataset").Dataset("acme/eval", ("Files", "test.jsonl")).ResolveAsync()).Succeeded();
        var lockFile = File.ReadAllText(project.LockFile);

        var wider = project.Remove("FireworksDataset").Dataset("acme/eval");
        var failed = (await wider.ResolveAsync("-p:ContinuousIntegrationBuild=true")).FailedWith("FWDS4002");
        Assert.Contains("train.jsonl", failed.Errors.Single().Message);
        Assert.AreEqual(lockFile, File.ReadAllText(project.LockFile));
    }

    [TestMethod]
    public async Task An_update_wins_over_the_default_of_locked_mode_and_contradicts_an_explicit_one()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.ResolveAsync()).Succeeded();
        eval.File("test.jsonl", "changed");

        (await project.ResolveAsync("-p:FireworksDatasetsLockedMode=true", "-p:FireworksDatasetsUpdate=true")).FailedWith("FWDS1005");
        (await project.ResolveAsync("-p:ContinuousIntegrationBuild=true", "-p:FireworksDatasetsUpdate=true")).Succeeded();

        AssertFile(project.InPlace("acme/eval/test.jsonl"), "changed");
    }

    [TestMethod]
    [DataRow("<<<<<<< HEAD\n{}")]
    [DataRow("""{ "version": 2, "datasets": {} }""")]
    [DataRow("")]
    public async Task A_lock_file_that_cannot_be_read_is_FWDS4003_and_stays(string contents)
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval").File("fireworks.datasets.lock.json", contents);

        (await project.ResolveAsync()).FailedWith("FWDS4003");
        (await project.ResolveAsync("-p:FireworksDatasetsUpdate=true")).FailedWith("FWDS4003");

        AssertFile(project.LockFile, contents);
        AssertNoRequest();
    }

    [TestMethod]
    public async Task Without_a_lock_file_what_was_fetched_stays_until_an_update()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval").Property("FireworksDatasetsUseLockFile", "false");
        (await project.ResolveAsync()).Succeeded();
        Assert.IsFalse(File.Exists(project.LockFile));
        eval.File("test.jsonl", "changed");
        Service.Journal.Clear();

        (await project.ResolveAsync()).Succeeded();
        AssertFile(project.InPlace("acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertNoRequest();

        (await project.ResolveAsync("-p:FireworksDatasetsUpdate=true")).Succeeded();
        AssertFile(project.InPlace("acme/eval/test.jsonl"), "changed");
    }

    [TestMethod]
    public async Task Older_contents_pinned_after_a_newer_build_are_really_embedded_and_copied()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval").Dataset("acme/eval", ("BuildAction", "EmbeddedResource"), ("LinkBase", "embedded"));
        (await project.BuildAsync()).Succeeded();
        var older = File.ReadAllText(project.LockFile);
        eval.File("test.jsonl", "newer");
        (await project.BuildAsync("-p:FireworksDatasetsUpdate=true")).Succeeded();
        AssertFile(project.Output("datasets/eval/test.jsonl"), "newer");
        Service.Journal.Clear();

        // As git does: the file that it puts back looks as old as its commit, or as new as the checkout.
        File.WriteAllText(project.LockFile, older);
        File.SetLastWriteTimeUtc(project.LockFile, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        (await project.BuildAsync()).Succeeded();

        AssertFile(project.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        Assert.AreEqual(ContentsOf("test.jsonl"), BuiltAssembly.Read(project.AssemblyFile).Resources["embedded/test.jsonl"]);
        AssertNoRequest();
    }

    private void ForgetEverythingFetched(TestProject project)
    {
        Directory.Delete(project.DatasetsFolder, recursive: true);
        Directory.Delete(Sandbox.Cache, recursive: true);
    }
}
