using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

[TestClass]
public class OfflineBuilds : EndToEndTest
{
    [TestMethod]
    public async Task List_all_that_is_missing_and_open_no_connection()
    {
        AddEval();
        AddDataset("acme/other", "o.txt");
        var project = CSharp().Dataset("acme/eval").Dataset("acme/other");
        (await project.ResolveAsync()).Succeeded();
        Directory.Delete(Sandbox.Cache, recursive: true);
        File.Delete(project.InPlace("acme/eval/test.jsonl"));
        File.Delete(project.InPlace("acme/eval/train.jsonl"));
        File.Delete(project.InPlace("acme/other/o.txt"));
        Service.Journal.Clear();

        var failed = (await project.ResolveAsync("-p:FireworksDatasetsOffline=true")).FailedWith("FWDS4006", "FWDS4006");

        var messages = string.Join('\n', failed.Errors.Select(error => error.Message));
        foreach (var file in (string[])["test.jsonl", "train.jsonl", "o.txt"])
        {
            Assert.Contains(file, messages);
        }

        AssertNoRequest();
    }

    [TestMethod]
    public async Task Use_what_is_cached_and_need_no_key()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.ResolveAsync()).Succeeded();
        Directory.Delete(project.DatasetsFolder, recursive: true);
        Sandbox.Environment["FIREWORKS_API_KEY"] = null;
        Service.Journal.Clear();

        (await project.BuildAsync("-p:FireworksDatasetsOffline=true")).Succeeded();

        AssertFile(project.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertNoRequest();
    }

    [TestMethod]
    public async Task Contradict_an_update() =>
        (await CSharp().Dataset("acme/eval").ResolveAsync("-p:FireworksDatasetsOffline=true", "-p:FireworksDatasetsUpdate=true")).FailedWith("FWDS1005");
}
