namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>The default: <c>BuildAction="None"</c>, copied to the output.</summary>
[TestClass]
public class CopiedDatasets : EndToEndTest
{
    [TestMethod]
    public async Task Land_in_the_output_under_the_datasets_name()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval");

        (await project.BuildAsync()).Succeeded();

        AssertFile(project.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertFile(project.Output("datasets/eval/train.jsonl"), ContentsOf("train.jsonl"));
        CollectionAssert.AreEqual((string[])["acme/eval/test.jsonl", "acme/eval/train.jsonl"], project.FilesInPlace);
        AssertRequests(resolves: 1, transfers: 2);
    }

    [TestMethod]
    public async Task Are_described_by_the_items_that_targets_extend()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval", ("Files", "test.jsonl"), ("Visible", "false"), ("Purpose", "a test"));

        var files = (await project.ResolveAsync()).Succeeded().Items("FireworksDatasetFile");

        var file = files.Single();
        Assert.AreEqual(Path.GetFullPath(project.InPlace("acme/eval/test.jsonl")), file["FullPath"]);
        Assert.AreEqual(("acme", "eval", "test.jsonl"), (file["Account"], file["Dataset"], file["File"]));
        Assert.AreEqual(eval.Sha256("test.jsonl"), file["Sha256"]);
        Assert.AreEqual($"{ContentsOf("test.jsonl").Length}", file["Length"]);
        Assert.AreEqual(("false", "a test"), (file["Visible"], file["Purpose"]));
    }

    [TestMethod]
    public async Task Come_from_every_form_of_Include_and_from_the_property()
    {
        foreach (var dataset in (string[])["acme/one", "acme/two", "acme/three", "acme/four", "acme/five", "globex/six"])
        {
            AddDataset(dataset, $"{dataset[(dataset.IndexOf('/', StringComparison.Ordinal) + 1)..]}.txt");
        }

        var project = CSharp().Dataset("acme/one").Dataset("accounts/acme/datasets/two").Dataset("three", ("Account", "acme"))
            .Property("FireworksAccountId", "acme").Dataset("four").Property("FireworksDatasets", "five;globex/six");

        (await project.BuildAsync()).Succeeded();

        AssertFiles(project.Output("datasets"),
            "one/one.txt", "two/two.txt", "three/three.txt", "four/four.txt", "five/five.txt", "six/six.txt");
        AssertFile(project.InPlace("globex/six/six.txt"), ContentsOf("six.txt"));
        AssertRequests(resolves: 6, transfers: 6);
    }

    [TestMethod]
    public async Task Go_where_LinkBase_says_and_into_the_root_only_by_name()
    {
        AddEval();
        var project = CSharp()
            .Dataset("acme/eval", ("Files", "train.jsonl"), ("LinkBase", "deep/er"))
            .Dataset("acme/eval", ("Files", "test.jsonl"), ("LinkBase", "."));

        (await project.BuildAsync()).Succeeded();

        AssertFile(project.Output("deep/er/train.jsonl"), ContentsOf("train.jsonl"));
        AssertFile(project.Output("test.jsonl"), ContentsOf("test.jsonl"));
        Assert.IsFalse(Directory.Exists(project.Output("datasets")));
        AssertRequests(resolves: 1, transfers: 2);
    }

    [TestMethod]
    public async Task With_lineage_keep_the_folders_of_their_names()
    {
        AddDataset("acme/base", "a.jsonl", "deep/b.jsonl");
        AddDataset("acme/continued", "a.jsonl").Lineage("base");
        var project = CSharp().Dataset("acme/continued", ("Lineage", "true"));

        (await project.BuildAsync()).Succeeded();

        AssertFiles(project.Output("datasets/continued"), "base/a.jsonl", "base/deep/b.jsonl", "continued/a.jsonl");
        AssertFile(project.InPlace("acme/continued+lineage/base/deep/b.jsonl"), ContentsOf("deep/b.jsonl"));
        AssertRequests(resolves: 1, transfers: 3);
    }

    [TestMethod]
    public async Task Do_nothing_at_all_when_switched_off()
    {
        var project = CSharp().Dataset("no/such").Property("FireworksDatasetsEnabled", "false");

        (await project.BuildAsync()).Succeeded();

        Assert.IsFalse(Directory.Exists(project.DatasetsFolder));
        Assert.IsFalse(File.Exists(project.LockFile));
        AssertNoRequest();
    }
}
