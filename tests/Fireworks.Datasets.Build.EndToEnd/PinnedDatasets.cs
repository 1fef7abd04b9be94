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
}
