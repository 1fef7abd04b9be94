using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>What was fetched once costs nothing again: no request, no key, no copy.</summary>
[TestClass]
public class SecondBuilds : EndToEndTest
{
    [TestMethod]
    public async Task Touch_nothing_and_say_nothing()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval").Dataset("acme/eval", ("BuildAction", "EmbeddedResource"), ("LinkBase", "embedded"));
        var first = (await project.BuildAsync("-v:m")).Succeeded();
        Assert.Contains("Fireworks datasets: ", first.Output, "a summary of what was fetched");
        var output = Folders.Snapshot(project.OutputFolder);
        var inPlace = Folders.Snapshot(project.DatasetsFolder);
        var lockFile = Folders.Snapshot(project.LockFile);
        var lastBuild = Folders.Snapshot(project.LastBuildFile);
        await NoServiceAsync();

        var second = (await project.BuildAsync("-v:m")).Succeeded();

        Assert.AreEqual(0, second.Log.RunsOf("Csc"));
        Assert.AreEqual(output, Folders.Snapshot(project.OutputFolder));
        Assert.AreEqual(inPlace, Folders.Snapshot(project.DatasetsFolder));
        Assert.AreEqual(lockFile, Folders.Snapshot(project.LockFile));
        Assert.AreEqual(lastBuild, Folders.Snapshot(project.LastBuildFile));
        Assert.DoesNotContain("Fireworks", second.Output);
    }

    [TestMethod]
    public async Task Need_no_service_after_obj_and_bin_were_deleted()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.BuildAsync()).Succeeded();
        var lockFile = File.ReadAllText(project.LockFile);
        await NoServiceAsync();
        project.DeleteIntermediateFiles();
        Directory.Delete(project.OutputFolder, recursive: true);

        (await project.BuildAsync()).Succeeded();

        AssertFile(project.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        Assert.AreEqual(lockFile, File.ReadAllText(project.LockFile));
    }

    [TestMethod]
    public async Task Need_no_service_in_a_fresh_clone_with_lock_file_and_warm_cache()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval", ("BuildAction", "EmbeddedResource"));
        (await project.BuildAsync()).Succeeded();
        await NoServiceAsync();
        var clone = CSharp("other").Dataset("acme/eval", ("BuildAction", "EmbeddedResource"));
        File.Copy(project.LockFile, clone.LockFile);

        (await clone.BuildAsync("-p:FireworksDatasetsLockedMode=true")).Succeeded();

        Assert.AreEqual(ContentsOf("test.jsonl"), BuiltAssembly.Read(clone.AssemblyFile).Resources["datasets/eval/test.jsonl"]);
        Assert.AreEqual(File.ReadAllText(project.LockFile), File.ReadAllText(clone.LockFile));
    }

    [TestMethod]
    public async Task Need_no_service_without_a_cache_either_while_the_files_are_in_place()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval").Property("FireworksDatasetsCacheDirectory", "none");
        (await project.ResolveAsync()).Succeeded();
        Assert.IsFalse(Directory.Exists(Sandbox.Cache));
        await NoServiceAsync();

        (await project.ResolveAsync()).Succeeded();
    }

    [TestMethod]
    public async Task Bring_back_what_was_deleted_edited_or_cut_short()
    {
        AddDataset("acme/eval", "deleted.txt", "edited.txt", "short.txt", "good.txt");
        var project = CSharp().Dataset("acme/eval");
        (await project.ResolveAsync()).Succeeded();
        File.Delete(project.InPlace("acme/eval/deleted.txt"));
        File.WriteAllText(project.InPlace("acme/eval/edited.txt"), ContentsOf("edited.txt").Replace('o', '0'));
        File.WriteAllText(project.InPlace("acme/eval/short.txt"), "cont");
        var good = File.GetLastWriteTimeUtc(project.InPlace("acme/eval/good.txt"));
        await NoServiceAsync();

        (await project.ResolveAsync()).Succeeded();

        foreach (var file in (string[])["deleted.txt", "edited.txt", "short.txt", "good.txt"])
        {
            AssertFile(project.InPlace($"acme/eval/{file}"), ContentsOf(file));
        }

        Assert.AreEqual(good, File.GetLastWriteTimeUtc(project.InPlace("acme/eval/good.txt")));
    }

    [TestMethod]
    public async Task Take_a_damaged_cache_entry_for_a_missing_one()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.ResolveAsync()).Succeeded();
        var sha256 = eval.Sha256("test.jsonl");
        var stored = Path.Combine(Sandbox.Cache, "sha256", sha256[..2], sha256);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stored, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllText(stored, ContentsOf("test.jsonl").Replace('o', '0'));
        project.DeleteIntermediateFiles();
        Service.Journal.Clear();

        (await project.ResolveAsync()).Succeeded();

        AssertFile(project.InPlace("acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertFile(stored, ContentsOf("test.jsonl"));
        AssertRequests(resolves: 1, transfers: 1);
    }

    [TestMethod]
    public async Task Of_another_project_cost_a_conditional_request_a_file_and_no_body()
    {
        AddEval();
        (await CSharp().Dataset("acme/eval").ResolveAsync()).Succeeded();
        Service.Journal.Clear();
        var second = CSharp("other").Dataset("acme/eval");

        (await second.ResolveAsync()).Succeeded();

        AssertFile(second.InPlace("acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
        CollectionAssert.AreEqual((int[])[304, 304], Service.Journal.Storage.Select(request => request.Status).ToArray());
        AssertRequests(resolves: 1, transfers: 2);
    }

    private async Task NoServiceAsync()
    {
        await Service.DisposeAsync();
        Sandbox.Environment["FIREWORKS_API_KEY"] = null;
    }
}
