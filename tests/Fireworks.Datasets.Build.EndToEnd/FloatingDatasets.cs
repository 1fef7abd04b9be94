namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary><c>Floating="true"</c>: as new as the service has it, in every build.</summary>
[TestClass]
public class FloatingDatasets : EndToEndTest
{
    [TestMethod]
    public async Task Download_only_what_changed_and_drop_what_is_gone()
    {
        var eval = AddDataset("acme/eval", "changes.txt", "stays.txt", "goes.txt");
        var project = CSharp().Dataset("acme/eval", ("Floating", "true"));
        (await project.BuildAsync()).Succeeded();
        Assert.IsFalse(File.Exists(project.LockFile) && File.ReadAllText(project.LockFile).Contains("eval", StringComparison.Ordinal));
        AssertRequests(resolves: 1, transfers: 3);
        var stays = File.GetLastWriteTimeUtc(project.Output("datasets/eval/stays.txt"));

        eval.File("changes.txt", "changed").Remove("goes.txt").File("comes.txt", "new");
        (await project.BuildAsync()).Succeeded();

        AssertFiles(project.Output("datasets/eval"), "changes.txt", "stays.txt", "comes.txt");
        AssertFile(project.Output("datasets/eval/changes.txt"), "changed");
        CollectionAssert.AreEqual((string[])["acme/eval/changes.txt", "acme/eval/comes.txt", "acme/eval/stays.txt"], project.FilesInPlace);
        Assert.AreEqual(stays, File.GetLastWriteTimeUtc(project.Output("datasets/eval/stays.txt")));
        Assert.AreEqual(304, Service.Journal.Storage.Single(request => request.File == "stays.txt").Status);
        AssertRequests(resolves: 1, transfers: 3);
    }

    [TestMethod]
    public async Task Use_the_last_good_copy_with_a_warning_when_the_service_cannot_be_reached()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval", ("Floating", "true")).Property("FireworksDatasetsMaxRetries", "0");
        (await project.ResolveAsync()).Succeeded();
        await Service.DisposeAsync();

        (await project.ResolveAsync("-warnaserror")).SucceededWithWarnings("FWDS4007");

        AssertFile(project.InPlace("acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
    }

    [TestMethod]
    public async Task Are_never_up_to_date()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval", ("Floating", "true"));
        (await project.ResolveAsync()).Succeeded();

        var question = await project.TargetAsync("ResolveFireworksDatasets", "-question");

        Assert.AreNotEqual(0, question.ExitCode, question.Everything);
    }

    [TestMethod]
    public async Task Conflict_with_a_pinned_item_of_the_same_dataset() =>
        (await CSharp().Dataset("acme/eval", ("Floating", "true")).Dataset("acme/eval", ("LinkBase", "x")).ResolveAsync()).FailedWith("FWDS1006");
}
