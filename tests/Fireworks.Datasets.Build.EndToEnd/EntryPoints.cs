using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>Each way into a build sees the files. See docs/how-it-hooks-in.md for the hook that serves it.</summary>
[TestClass]
public class EntryPoints : EndToEndTest
{
    private const string ReadsItsDataset = """
        System.Console.WriteLine("read: " + System.IO.File.ReadAllText(
            System.IO.Path.Combine(System.AppContext.BaseDirectory, "datasets", "eval", "test.jsonl")));
        """;

    [TestInitialize]
    public void AddTheDataset() => AddEval();

    [TestMethod]
    public async Task Run()
    {
        var run = await CSharp().Dataset("acme/eval").File("Program.cs", ReadsItsDataset).RunAsync();

        Assert.AreEqual(0, run.ExitCode, run.Everything);
        Assert.Contains($"read: {ContentsOf("test.jsonl").TrimEnd()}", run.Output);
    }

    [TestMethod]
    public async Task Rebuild_brings_everything_back_from_the_cache_and_Clean_leaves_the_lock_file_alone()
    {
        var project = CSharp().Dataset("acme/eval");
        (await project.BuildAsync()).Succeeded();
        Service.Journal.Clear();

        (await project.BuildAsync("-t:Rebuild")).Succeeded();
        AssertFile(project.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));

        (await project.DotnetAsync("clean")).Succeeded();
        AssertFiles(project.DatasetsFolder);
        AssertFiles(project.Output("datasets"));
        Assert.IsTrue(File.Exists(project.LockFile));
        AssertNoRequest();
    }

    [TestMethod]
    public async Task Fetch_alone_needs_project_and_lock_file_alone()
    {
        var project = CSharp().Dataset("acme/eval");
        File.Delete(Path.Combine(project.Folder, "Program.cs"));

        (await project.BuildAsync("-t:FetchFireworksDatasets")).Succeeded();

        CollectionAssert.AreEqual((string[])["acme/eval/test.jsonl", "acme/eval/train.jsonl"], project.FilesInPlace);
        AssertRequests(resolves: 1, transfers: 2);
        (await project.DotnetAsync("clean")).Succeeded();
        AssertFiles(project.DatasetsFolder);
    }

    [TestMethod]
    public async Task Question_fails_while_there_is_something_to_fetch_and_passes_after()
    {
        // Builds without analyzers touch a file of their own each time.
        Sandbox.Environment["RunAnalyzers"] = null;
        var project = CSharp().Dataset("acme/eval");

        var stale = await project.TargetAsync("ResolveFireworksDatasets", "-question");
        Assert.AreNotEqual(0, stale.ExitCode, stale.Everything);
        Assert.IsFalse(Directory.Exists(project.DatasetsFolder), "a question changed something");
        AssertNoRequest();

        (await project.BuildAsync()).Succeeded();
        Service.Journal.Clear();
        (await project.BuildAsync("-question")).Succeeded();
        AssertNoRequest();

        File.Delete(project.InPlace("acme/eval/test.jsonl"));
        var deleted = await project.BuildAsync("-question");
        Assert.AreNotEqual(0, deleted.ExitCode, deleted.Everything);
    }

    [TestMethod]
    public async Task Warnings_as_errors_do_not_make_errors_of_ours()
    {
        // A cache that was asked for and cannot be used is a warning.
        Sandbox.Environment["FIREWORKS_DATASETS_CACHE"] = Sandbox.Write("a-file", "not a folder");
        var project = CSharp().Dataset("acme/eval").Property("TreatWarningsAsErrors", "true").Property("WarningsNotAsErrors", "CS0219")
            .File("Program.cs", "int unused = 1;");

        (await project.BuildAsync("-warnaserror")).SucceededWithWarnings("CS0219", "FWDS5005");

        AssertFile(project.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
    }

    [TestMethod]
    public async Task Test()
    {
        MachineNuGet.Lend(Sandbox, "MSTest", "Microsoft.Testing", "Microsoft.TestPlatform", "Microsoft.ApplicationInsights");
        Sandbox.Write("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        var project = CSharp("checks").Dataset("acme/eval").Property("EnableMSTestRunner", "true")
            .Package("MSTest.TestFramework", TestSession.MSTestVersion).Package("MSTest.TestAdapter", TestSession.MSTestVersion)
            .File("Program.cs", """
                using Microsoft.VisualStudio.TestTools.UnitTesting;
                [assembly: DoNotParallelize]
                [TestClass]
                public class Checks
                {
                    [TestMethod]
                    public void Reads() => Assert.AreEqual("contents of test.jsonl\n",
                        System.IO.File.ReadAllText(System.IO.Path.Combine(System.AppContext.BaseDirectory, "datasets", "eval", "test.jsonl")));
                }
                """);

        var test = await project.TestAsync();

        Assert.AreEqual(0, test.ExitCode, test.Everything);
        AssertRequests(resolves: 1, transfers: 2);
    }
}
