using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>A dataset that cannot be had: one clear error, and what is in place stays as it is.</summary>
[TestClass]
public class Refusals : EndToEndTest
{
    [TestMethod]
    public async Task A_wrong_key_is_FWDS2001_and_none_is_FWDS1001_and_names_the_places_looked_at()
    {
        var project = await WithAGoodDatasetInPlaceAsync();
        AddDataset("acme/more", "a.txt");

        Sandbox.Environment["FIREWORKS_API_KEY"] = "fw_wrong";
        var wrong = await AssertRefusedAsync(project, "acme/more", "FWDS2001", resolves: 1);
        Assert.Contains("acme/datasets/more", wrong.Message);
        Assert.DoesNotContain("fw_wrong", wrong.Message);

        Sandbox.Environment["FIREWORKS_API_KEY"] = null;
        var none = await AssertRefusedAsync(project, "acme/more", "FWDS1001");
        Assert.Contains("FIREWORKS_API_KEY", none.Message);
        Assert.Contains("auth.ini", none.Message);
    }

    [TestMethod]
    public async Task Forbidden_is_FWDS2002_unknown_is_FWDS2003_and_without_files_is_FWDS2007_and_says_why()
    {
        var project = await WithAGoodDatasetInPlaceAsync();

        Service.ForbidAccount("globex");
        await AssertRefusedAsync(project, "globex/secret", "FWDS2002", resolves: 1);

        var unknown = await AssertRefusedAsync(project, "acme/no-such", "FWDS2003", resolves: 1);
        Assert.Contains("acme/datasets/no-such", unknown.Message);

        AddDataset("acme/empty").State = "UPLOADING";
        var empty = (await project.Dataset("acme/empty").ResolveAsync()).FailedWith("FWDS2007");
        Assert.Contains("UPLOADING", empty.Errors.Single().Message);
        Assert.AreEqual(1, Service.Journal.DatasetGets.Count());
    }

    [TestMethod]
    public async Task Hostile_file_names_are_FWDS5001_each_and_those_that_collide_on_some_machines_FWDS5002_and_nothing_of_their_dataset_is_written()
    {
        var project = await WithAGoodDatasetInPlaceAsync();
        string[] hostile =
        [
            "../escape.txt", "/rooted.txt", "C:\\rooted.txt", "a/../../escape.txt", "con", "ends with dot.", ".fireworks/state", "line\nfeed",
        ];
        AddDataset("acme/hostile", ["good.txt", .. hostile]);
        AddDataset("acme/colliding", "a.txt", "A.txt");

        await AssertRefusedAsync(project, "acme/hostile", "FWDS5001", resolves: 1, times: hostile.Length);
        await AssertRefusedAsync(project, "acme/colliding", "FWDS5002", resolves: 1);
    }

    [TestMethod]
    public async Task Plain_http_of_a_download_or_of_the_service_is_FWDS3004()
    {
        var project = await WithAGoodDatasetInPlaceAsync();
        AddDataset("acme/plain").RawUrl("a.txt", "http://storage.example.com/a.txt?X-Goog-Signature=secret-signature");

        var download = await AssertRefusedAsync(project, "acme/plain", "FWDS3004", resolves: 1);
        Assert.DoesNotContain("secret-signature", download.Message);

        project.Property("FireworksBaseUrl", "http://api.example.com");
        var service = await AssertRefusedAsync(project, "acme/more", "FWDS3004");
        Assert.Contains("FireworksBaseUrl", service.Message);
    }

    [TestMethod]
    public async Task A_body_that_never_becomes_whole_leaves_nothing_behind()
    {
        var project = await WithAGoodDatasetInPlaceAsync();
        AddDataset("acme/broken", "whole.txt", "broken.txt");
        Service.Faults.Add(Emulator.Fault.CutBody(3).On(Emulator.RequestKind.Storage, file: "broken.txt").Always());

        var failed = (await project.Dataset("acme/broken").Property("FireworksDatasetsMaxRetries", "1").ResolveAsync()).FailedWith("FWDS4005");

        Assert.Contains("broken.txt", failed.Errors.Single().Message);
        Assert.IsFalse(File.Exists(project.InPlace("acme/broken/broken.txt")));
        AssertFile(project.InPlace("acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
    }

    [TestMethod]
    public async Task Every_problem_of_a_build_is_reported_not_the_first()
    {
        Service.ForbidAccount("globex");
        var project = CSharp().Dataset("acme/no-such").Dataset("globex/secret").Dataset("no-account-named");

        (await project.ResolveAsync()).FailedWith("FWDS1004");
        (await project.Remove("FireworksDataset", "no-account-named").ResolveAsync()).FailedWith("FWDS2002", "FWDS2003");
    }

    private async Task<TestProject> WithAGoodDatasetInPlaceAsync()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.ResolveAsync()).Succeeded();
        AssertRequests(resolves: 1, transfers: 2);
        return project;
    }

    /// <summary>The error, at the project file; the good dataset untouched; no file of the other.</summary>
    private async Task<BuildDiagnostic> AssertRefusedAsync(TestProject project, string dataset, string code, int resolves = 0, int times = 1)
    {
        var everything = Folders.FilesUnder(project.DatasetsFolder);
        var files = project.FilesInPlace;
        var written = files.Select(file => File.GetLastWriteTimeUtc(project.InPlace(file))).ToArray();
        var lockFile = File.ReadAllText(project.LockFile);

        var error = (await project.Dataset(dataset).ResolveAsync()).FailedWith([.. Enumerable.Repeat(code, times)]).Errors.First();
        project.Remove("FireworksDataset", dataset);

        AssertRequests(resolves, transfers: 0);
        AssertFiles(project.DatasetsFolder, everything);
        CollectionAssert.AreEqual(written, files.Select(file => File.GetLastWriteTimeUtc(project.InPlace(file))).ToArray());
        Assert.AreEqual(lockFile, File.ReadAllText(project.LockFile));
        Assert.AreEqual(project.ProjectFile, error.File);
        return error;
    }
}
