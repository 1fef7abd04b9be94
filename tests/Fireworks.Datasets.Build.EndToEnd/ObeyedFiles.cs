using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>Files of a dataset whose names make a build, a program or a package obey them. The service must not choose them.</summary>
[TestClass]
public class ObeyedFiles : EndToEndTest
{
    /// <summary>What each of these builds did with such a file before the file was refused.</summary>
    [TestMethod]
    [DataRow("Microsoft.NET.Sdk", "None", "app.config", DisplayName = "became the program's configuration")]
    [DataRow("Microsoft.NET.Sdk", "None", "Good.dll", DisplayName = "was taken in place of a referenced assembly")]
    [DataRow("Microsoft.NET.Sdk", "EmbeddedResource", "a.licx", DisplayName = "was given to the licence compiler")]
    [DataRow("Microsoft.NET.Sdk.Web", "AdditionalFiles", "Evil.razor", DisplayName = "was compiled")]
    [DataRow("Microsoft.NET.Sdk.Web", "Content", "Pages/Index.cshtml", DisplayName = "was compiled too")]
    [DataRow("Microsoft.NET.Sdk.Web", "None", "x.razor.css", DisplayName = "broke the build")]
    public async Task Are_taken_only_where_the_project_names_them_literally(string sdk, string buildAction, string file)
    {
        AddDataset("acme/eval", "a.jsonl", file);
        var project = CSharp().Sdk(sdk).Dataset("acme/eval", ("BuildAction", buildAction));

        var failed = (await project.ResolveAsync()).FailedWith("FWDS5001");

        Assert.Contains(file, failed.Errors.Single().Message);
        AssertRequests(resolves: 1, transfers: 0);
        Assert.IsFalse(File.Exists(project.LockFile));

        project.Remove("FireworksDataset").Dataset("acme/eval", ("BuildAction", buildAction), ("Files", $"*.jsonl;{file}"));
        var taken = (await project.ResolveAsync($"-getItem:{buildAction}")).Succeeded();
        Assert.Contains(item => item["File"] == file, taken.Items(buildAction));

        project.Remove("FireworksDataset").Dataset("acme/eval", ("BuildAction", buildAction), ("ExcludeFiles", file));
        (await project.ResolveAsync()).Succeeded();
    }

    [TestMethod]
    [DataRow("Compile")]
    [DataRow("Analyzer")]
    [DataRow("Reference")]
    [DataRow("EditorConfigFiles")]
    [DataRow("ReferenceCopyLocalPaths")]
    [DataRow("AppConfigWithTargetPath")]
    [DataRow("LinkDescription")]
    public async Task May_have_any_name_where_the_project_makes_them_items_that_a_build_obeys(string buildAction)
    {
        AddDataset("acme/eval", "a.txt");
        var project = CSharp().Dataset("acme/eval", ("BuildAction", buildAction), ("Files", "*.txt"));

        var failed = (await project.ResolveAsync()).FailedWith("FWDS1005");

        Assert.Contains("literally", failed.Errors.Single().Message);
        AssertNoRequest();
    }

    /// <summary>NuGet trims names and unescapes them, so that a file is in another folder in the end, where a build compiles it.</summary>
    [TestMethod]
    [DataRow(@"\", " contentFiles/cs/any/x.txt")]
    [DataRow(@"\", "%63ontentFiles/cs/any/x.txt")]
    [DataRow(@"\", "%2563ontentFiles/cs/any/x.txt")]
    [DataRow("data/", "u%41.txt")]
    [DataRow("runtimes/", "linux-x64/native/x.txt")]
    public async Task Are_not_packed_either_where_the_items_of_a_type_are(string packagePath, string file)
    {
        AddDataset("acme/eval", "a.jsonl", file);
        var project = CSharp("lib").Library().Dataset("acme/eval")
            .Xml($"<ItemDefinitionGroup><None><Pack>true</Pack><PackagePath>{packagePath}</PackagePath></None></ItemDefinitionGroup>");

        Assert.Contains("x.txt;u%41.txt".Split(';').Single(file.EndsWith), (await project.DotnetAsync("pack")).FailedWith("FWDS5001").Errors.Single().Message);
    }

    [TestMethod]
    [DataRow("%(File)", "contentFiles/cs/any/x.txt")]
    [DataRow("contentFiles/%(File)", "cs/any/x.txt")]
    [DataRow("data/%(File)", "a;contentFiles/cs/any/x.txt", DisplayName = "a name that is two paths")]
    public async Task Are_not_packed_either_by_a_target_of_the_user(string packagePath, string file)
    {
        AddDataset("acme/eval", "a.jsonl", file);
        var project = CSharp("lib").Library().Property("TargetsForTfmSpecificContentInPackage", "AddToPackage").Dataset("acme/eval").Xml($"""
            <Target Name="AddToPackage" DependsOnTargets="ResolveFireworksDatasets">
              <ItemGroup>
                <TfmSpecificPackageFile Include="@(FireworksDatasetFile)" PackagePath="{packagePath}" />
              </ItemGroup>
            </Target>
            """);

        Assert.Contains("x.txt", (await project.DotnetAsync("pack")).FailedWith("FWDS5001").Errors.Single().Message);
    }

    /// <summary>
    /// The Razor SDK makes the path in the package of the file's name, and NuGet takes it for two. It also writes the name into a props file
    /// that each project imports which references the package.
    /// </summary>
    [TestMethod]
    [DataRow("PackagePath", "stuff", "x;contentFiles/cs/any/z.txt")]
    [DataRow("Pack", "false", "x'));/etc/hostname;$(OS.Replace('b','z.txt")]
    public async Task Are_not_packed_either_as_web_assets(string metadata, string value, string file)
    {
        MachineNuGet.LendTargetingPacks(Sandbox);
        AddDataset("acme/eval", "a.jsonl", file);
        var project = CSharp("lib").Library().Sdk("Microsoft.NET.Sdk.Razor")
            .Dataset("acme/eval", ("BuildAction", "Content"), ("LinkBase", "wwwroot/data"), (metadata, value));

        Assert.Contains("z.txt", (await project.DotnetAsync("pack")).FailedWith("FWDS5001").Errors.Single().Message);
    }

    [TestMethod]
    [DataRow(@"\")]
    [DataRow("contentFiles/")]
    public async Task Are_not_packed_where_the_service_would_choose_what_NuGet_makes_of_them(string packagePath)
    {
        AddDataset("acme/eval", "a.jsonl", "cs/any/x.txt", "contentFiles/cs/any/x.txt");
        var project = CSharp("lib").Library().Dataset("acme/eval", ("Pack", "true"), ("PackagePath", packagePath));

        Assert.Contains("x.txt", (await project.DotnetAsync("pack")).FailedWith("FWDS5001").Errors.Single().Message);
    }

    [TestMethod]
    [DataRow("it's.txt", DisplayName = "breaks each project that references the package")]
    [DataRow("x;y.txt", DisplayName = "adds an item")]
    [DataRow("$(Configuration).txt", DisplayName = "is expanded")]
    [DataRow("u%41.txt", DisplayName = "is extracted under another name, and compiled")]
    public async Task Are_not_packed_under_a_name_that_NuGet_reads_as_code(string file)
    {
        AddDataset("acme/eval", "a.jsonl", file);
        var project = CSharp("lib").Library().Dataset("acme/eval", ("BuildAction", "Content"));
        (await project.BuildAsync("-c", "Release")).Succeeded();

        foreach (var switches in (string[][])[[], ["--no-build"]])
        {
            var failed = (await project.DotnetAsync("pack", switches)).FailedWith("FWDS5001");
            Assert.Contains(file, failed.Errors.Single().Message);
        }

        Assert.IsFalse(File.Exists(Path.Combine(project.Folder, "bin/Release/lib.1.0.0.nupkg")));
        MachineNuGet.LendTargetingPacks(Sandbox);
        project.TargetFrameworks("net10.0", "net8.0");
        (await project.DotnetAsync("pack")).FailedWith("FWDS5001");
        project.Remove("FireworksDataset").Dataset("acme/eval", ("BuildAction", "Content"), ("Pack", "false"));
        (await project.DotnetAsync("pack")).Succeeded();
    }
}
