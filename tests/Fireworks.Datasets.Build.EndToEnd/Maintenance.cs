using System.Text.RegularExpressions;
using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>Verify, Prune and Clean.</summary>
[TestClass]
public class Maintenance : EndToEndTest
{
    [TestMethod]
    public async Task Verify_rehashes_what_is_in_place_and_finds_every_difference()
    {
        AddDataset("acme/eval", "edited.txt", "gone.txt", "good.txt");
        var project = CSharp().Dataset("acme/eval");
        (await project.ResolveAsync()).Succeeded();
        Service.Journal.Clear();
        (await project.TargetAsync("VerifyFireworksDatasets")).Succeeded();

        // Neither length nor time stamp tells.
        var edited = project.InPlace("acme/eval/edited.txt");
        var written = File.GetLastWriteTimeUtc(edited);
        File.WriteAllText(edited, ContentsOf("edited.txt").Replace('o', '0'));
        File.SetLastWriteTimeUtc(edited, written);
        File.Delete(project.InPlace("acme/eval/gone.txt"));

        var failed = (await project.TargetAsync("VerifyFireworksDatasets")).FailedWith("FWDS4008", "FWDS4008");

        Assert.Contains("edited.txt", string.Join('\n', failed.Errors.Select(error => error.Message)));
        Assert.Contains("gone.txt", string.Join('\n', failed.Errors.Select(error => error.Message)));
        AssertNoRequest();
    }

    [TestMethod]
    public async Task Verify_succeeds_only_where_every_file_was_compared()
    {
        AddDataset("acme/eval", "a.txt");
        var project = CSharp().Dataset("acme/eval");
        (await project.TargetAsync("VerifyFireworksDatasets")).FailedWith("FWDS4008");
        AssertNoRequest();
        (await project.ResolveAsync()).Succeeded();

        // The digest is gone from the lock file, and neither length nor time stamp tells of the edit.
        File.WriteAllText(project.LockFile, Regex.Replace(File.ReadAllText(project.LockFile), "\\{ \"length\".*?\\}", "{}"));
        (await project.TargetAsync("VerifyFireworksDatasets")).Succeeded();
        var edited = project.InPlace("acme/eval/a.txt");
        var written = File.GetLastWriteTimeUtc(edited);
        File.WriteAllText(edited, ContentsOf("a.txt").Replace('o', '0'));
        File.SetLastWriteTimeUtc(edited, written);

        (await project.TargetAsync("VerifyFireworksDatasets")).FailedWith("FWDS4008");
        (await project.TargetAsync("VerifyFireworksDatasets", "-p:FireworksDatasetsUseLockFile=false")).FailedWith("FWDS4008");
    }

    [TestMethod]
    public async Task Prune_removes_what_nobody_used_for_long_and_says_what_it_freed()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.ResolveAsync()).Succeeded();
        var old = Stored(eval.Sha256("test.jsonl"));
        var used = Stored(eval.Sha256("train.jsonl"));
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-31));
        Service.Journal.Clear();

        var pruned = (await project.TargetAsync("PruneFireworksDatasetsCache", "-v:m")).Succeeded();

        Assert.IsFalse(File.Exists(old));
        Assert.IsTrue(File.Exists(used));
        Assert.Contains("freed", pruned.Output.ToLowerInvariant());
        (await project.TargetAsync("PruneFireworksDatasetsCache", "-p:FireworksDatasetsPruneOlderThanDays=soon")).FailedWith("FWDS1005");
        AssertNoRequest();
    }

    [TestMethod]
    public async Task Clean_leaves_alone_what_the_package_did_not_write()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval").Property("FireworksDatasetsDirectory", "data").File("data/mine.txt", "mine").File("data/acme/eval/notes.txt", "mine too");
        (await project.TargetAsync("FetchFireworksDatasets")).Succeeded();
        (await project.BuildAsync()).Succeeded();
        AssertFile(Path.Combine(project.Folder, "data/acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertFiles(project.Output("datasets"), "eval/test.jsonl", "eval/train.jsonl");

        (await project.DotnetAsync("clean")).Succeeded();

        AssertFiles(Path.Combine(project.Folder, "data"), "mine.txt", "acme/eval/notes.txt");
        Assert.IsTrue(Directory.EnumerateFiles(Path.Combine(Sandbox.Cache, "sha256"), "*", SearchOption.AllDirectories).Any(), "the cache stays");
    }

    /// <summary>MSBuild's own Clean removes what was listed, below the output folder, whatever it has become.</summary>
    [TestMethod]
    public async Task Clean_leaves_alone_what_the_user_has_edited_in_a_folder_of_his()
    {
        AddEval();
        var project = CSharp().Property("OutDir", "./").Property("FireworksDatasetsDirectory", "data").Dataset("acme/eval", ("CopyToOutputDirectory", "Never"));
        (await project.BuildAsync()).Succeeded();
        File.WriteAllText(Path.Combine(project.Folder, "data/acme/eval/test.jsonl"), "edited");

        (await project.DotnetAsync("clean")).Succeeded();

        AssertFiles(Path.Combine(project.Folder, "data"), "acme/eval/test.jsonl");
    }

    [TestMethod]
    public async Task An_item_that_is_removed_takes_its_files_along()
    {
        AddEval();
        AddDataset("acme/other", "o.txt");
        var project = CSharp().Dataset("acme/eval").Dataset("acme/other");
        (await project.BuildAsync()).Succeeded();

        (await project.Remove("FireworksDataset", "acme/other").BuildAsync()).Succeeded();

        AssertFiles(project.Output("datasets"), "eval/test.jsonl", "eval/train.jsonl");
        Assert.IsFalse(File.Exists(project.InPlace("acme/other/o.txt")));
    }

    private string Stored(string sha256) => Path.Combine(Sandbox.Cache, "sha256", sha256[..2], sha256);
}
