using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>FetchFireworksDataset in a target that the user wrote, with nothing else of the package.</summary>
[TestClass]
public class BareTask : EndToEndTest
{
    private const string Target = """
        <Target Name="GetEval" BeforeTargets="AssignTargetPaths" Condition="'$(DesignTimeBuild)' != 'true'">
          <FetchFireworksDataset Account="acme" Dataset="eval" Lineage="false">
            <Output TaskParameter="FetchedFiles" ItemName="EvalFile" />
            <Output TaskParameter="ChangedFiles" ItemName="ChangedFile" />
          </FetchFireworksDataset>
        </Target>
        """;

    [TestMethod]
    public async Task Works_with_account_dataset_and_lineage_alone()
    {
        var eval = AddEval();
        var project = CSharp().Xml(Target);

        var first = (await project.TargetAsync("GetEval", "-getItem:EvalFile", "-getItem:ChangedFile")).Succeeded();

        var folder = Path.Combine(project.Folder, "obj", "fireworks-datasets", "acme", "eval");
        AssertFile(Path.Combine(folder, "test.jsonl"), ContentsOf("test.jsonl"));
        AssertFile(Path.Combine(folder, "train.jsonl"), ContentsOf("train.jsonl"));
        var test = first.Items("EvalFile").Single(file => file["File"] == "test.jsonl");
        Assert.AreEqual(("acme", "eval", eval.Sha256("test.jsonl")), (test["Account"], test["Dataset"], test["Sha256"]));
        Assert.AreEqual($"{ContentsOf("test.jsonl").Length}", test["Length"]);
        Assert.HasCount(2, first.Items("ChangedFile"));
        Assert.IsFalse(File.Exists(project.LockFile), "a lock file that nobody asked for");
        AssertRequests(resolves: 1, transfers: 2);

        var second = (await project.TargetAsync("GetEval", "-getItem:EvalFile", "-getItem:ChangedFile")).Succeeded();
        Assert.HasCount(2, second.Items("EvalFile"));
        Assert.HasCount(0, second.Items("ChangedFile"));
        AssertNoRequest();
    }

    [TestMethod]
    public async Task Its_files_are_left_out_of_the_projects_own_and_removed_by_Clean()
    {
        // A dataset with a source file that would not compile.
        AddDataset("acme/eval", "broken.cs", "page.resx");
        var project = CSharp().Xml(Target.Replace("Lineage=\"false\"", "Files=\"broken.cs;page.resx\"", StringComparison.Ordinal));

        (await project.BuildAsync()).Succeeded();
        (await project.BuildAsync()).Succeeded();
        AssertRequests(resolves: 1, transfers: 2);

        (await project.DotnetAsync("clean")).Succeeded();
        Assert.IsFalse(File.Exists(Path.Combine(project.Folder, "obj", "fireworks-datasets", "acme", "eval", "broken.cs")));
    }

    [TestMethod]
    public async Task Puts_files_where_DestinationFolder_says_and_takes_those_that_it_is_told_to()
    {
        AddDataset("acme/eval", "a.jsonl", "b.jsonl", "c.txt");
        var project = CSharp().Xml("""
            <Target Name="GetEval">
              <FetchFireworksDataset Dataset="accounts/acme/datasets/eval" Files="**/*.jsonl" ExcludeFiles="b.*" DestinationFolder="my data/eval">
                <Output TaskParameter="FetchedFiles" ItemName="EvalFile" />
              </FetchFireworksDataset>
            </Target>
            """);

        var result = (await project.TargetAsync("GetEval", "-getItem:EvalFile")).Succeeded();

        var file = Path.Combine(project.Folder, "my data", "eval", "a.jsonl");
        AssertFile(file, ContentsOf("a.jsonl"));
        Assert.AreEqual(file, result.Items("EvalFile").Single()["FullPath"]);
        AssertRequests(resolves: 1, transfers: 1);
    }

    /// <summary>The second build evaluates the project with the files in place.</summary>
    [TestMethod]
    public async Task Its_files_elsewhere_in_the_project_are_left_out_of_the_projects_own_too()
    {
        AddDataset("acme/eval", "broken;1.cs", "sub/page.resx", "data.json");
        var project = CSharp().Sdk("Microsoft.NET.Sdk.Web").File("data/Mine.cs", "public class Mine;").Xml("""
            <Target Name="GetEval" BeforeTargets="AssignTargetPaths">
              <FetchFireworksDataset Dataset="acme/eval" Files="broken%3B1.cs;sub/page.resx;*.json" DestinationFolder="data" />
            </Target>
            """);
        (await project.BuildAsync()).Succeeded();

        var second = (await project.BuildAsync("-getItem:Compile", "-getItem:Content", "-getItem:EmbeddedResource", "-getItem:None")).Succeeded();

        foreach (var type in (string[])["Compile", "Content", "EmbeddedResource", "None"])
        {
            Assert.IsEmpty(second.Items(type).Where(item => item["Identity"].StartsWith("data/", StringComparison.Ordinal) && item["Identity"] != "data/Mine.cs"), type);
        }

        Assert.Contains(item => item["Identity"] == "data/Mine.cs", second.Items("Compile"));
    }

    [TestMethod]
    [DataRow(".")]
    [DataRow("sub/..")]
    [DataRow("..")]
    [DataRow("../other", DisplayName = "another project")]
    [DataRow("../repository")]
    [DataRow("../link", DisplayName = "a link to the project")]
    public async Task Takes_nothing_but_what_it_names_literally_into_a_folder_of_sources(string folder)
    {
        AddDataset("acme/eval", "a.jsonl", "b.jsonl");
        var project = CSharp().File("../other/other.csproj", "<Project />").File("../repository/.git/HEAD", "ref");
        File.CreateSymbolicLink(Path.Combine(project.Folder, "..", "link"), project.Folder);
        Xml(project, "**/*.jsonl");

        (await project.TargetAsync("GetEval")).FailedWith("FWDS1005");
        AssertNoRequest();

        var named = CSharp("named");
        Xml(named, "a.jsonl");
        (await named.TargetAsync("GetEval")).Succeeded();
        AssertFile(Path.Combine(named.Folder, folder.Replace("link", "app", StringComparison.Ordinal), "a.jsonl"), ContentsOf("a.jsonl"));

        void Xml(TestProject into, string files) => into.Xml($"""
            <Target Name="GetEval">
              <FetchFireworksDataset Dataset="acme/eval" Files="{files}" DestinationFolder="{folder}" />
            </Target>
            """);
    }

    /// <summary>What it has put there is no sign of a project.</summary>
    [TestMethod]
    public async Task Takes_what_it_names_literally_together_with_others_again_and_again()
    {
        AddDataset("acme/eval", "a.jsonl", "package.json", "b.csproj/x.txt");
        var project = CSharp().Xml("""
            <Target Name="GetEval">
              <FetchFireworksDataset Dataset="acme/eval" Files="*.jsonl;package.json;b.csproj/*" DestinationFolder="data" />
            </Target>
            """);

        (await project.TargetAsync("GetEval")).Succeeded();
        (await project.TargetAsync("GetEval")).Succeeded();

        AssertRequests(resolves: 1, transfers: 3);
    }

    [TestMethod]
    [DataRow("data", "a.jsonl")]
    [DataRow(".", "appsettings.json")]
    [DataRow("../up", "sub/x.txt")]
    public async Task Replaces_no_file_of_the_user(string folder, string file)
    {
        AddDataset("acme/eval", file, "other.jsonl");
        var project = CSharp().File($"{folder}/{file}", "mine").Xml($"""
            <Target Name="GetEval" AfterTargets="Build">
              <FetchFireworksDataset Dataset="acme/eval" Files="{file};other.jsonl" DestinationFolder="{folder}" />
            </Target>
            """);

        var failed = (await project.TargetAsync("GetEval")).FailedWith("FWDS5004");
        Assert.Contains(Path.GetFileName(file), failed.Errors.Single().Message);
        (await project.DotnetAsync("clean")).Succeeded();

        AssertFile(Path.GetFullPath(Path.Combine(project.Folder, folder, file)), "mine");
        Assert.IsFalse(File.Exists(Path.Combine(project.Folder, folder, "other.jsonl")));
    }

    /// <summary>The user has put another file where a file of the dataset was.</summary>
    [TestMethod]
    public async Task Replaces_no_file_of_the_user_either_where_it_once_wrote_one()
    {
        AddDataset("acme/eval", "a.jsonl");
        var project = CSharp().Xml("""
            <Target Name="GetEval">
              <FetchFireworksDataset Dataset="acme/eval" DestinationFolder="data" LockFilePath="my.lock.json" />
            </Target>
            """);
        (await project.TargetAsync("GetEval")).Succeeded();
        project.File("data/a.jsonl", "mine");

        (await project.TargetAsync("GetEval")).FailedWith("FWDS5004");

        AssertFile(Path.Combine(project.Folder, "data", "a.jsonl"), "mine");
    }

    [TestMethod]
    public async Task Pins_when_it_is_given_a_lock_file()
    {
        var eval = AddEval();
        var project = CSharp().Xml("""
            <Target Name="GetEval">
              <FetchFireworksDataset Dataset="acme/eval" LockFilePath="my.lock.json" />
            </Target>
            """);
        (await project.TargetAsync("GetEval")).Succeeded();
        Assert.Contains(eval.Sha256("test.jsonl"), File.ReadAllText(Path.Combine(project.Folder, "my.lock.json")));

        eval.File("test.jsonl", "changed");
        Directory.Delete(Path.Combine(project.Folder, "obj", "fireworks-datasets"), recursive: true);
        Sandbox.Environment["FIREWORKS_DATASETS_CACHE"] = "none";

        (await project.TargetAsync("GetEval")).FailedWith("FWDS4001");
    }

    [TestMethod]
    public async Task Reads_its_settings_itself_and_names_every_wrong_one()
    {
        (string Parameter, string Value)[] wrong =
            [("MaxConcurrency", "65"), ("MaxRetries", "many"), ("LockedMode", "1"), ("Offline", "perhaps"), ("BaseUrl", "ftp://api.example.com")];
        var project = CSharp().Xml($"""
            <Target Name="GetEval">
              <FetchFireworksDataset Dataset="acme/eval" {string.Join(' ', wrong.Select(setting => $"{setting.Parameter}=\"{setting.Value}\""))} />
            </Target>
            """);

        var failed = (await project.TargetAsync("GetEval")).FailedWith([.. wrong.Select(_ => "FWDS1005")]);

        foreach (var (parameter, value) in wrong)
        {
            Assert.Contains(
                error => error.Message.Contains(parameter, StringComparison.Ordinal) && error.Message.Contains(value, StringComparison.Ordinal), failed.Errors);
        }

        AssertNoRequest();
    }

    [TestMethod]
    public async Task Finds_its_project_in_an_imported_file_and_with_threads_instead_of_processes()
    {
        AddEval();
        Sandbox.Write("common/get.targets", $"<Project>{Target}</Project>");
        var project = CSharp().Xml("""<Import Project="../common/get.targets" />""");

        (await project.TargetAsync("GetEval", "-mt")).Succeeded();

        AssertFiles(Path.Combine(project.Folder, "obj", "fireworks-datasets", "acme"), "eval/test.jsonl", "eval/train.jsonl");
    }
}
