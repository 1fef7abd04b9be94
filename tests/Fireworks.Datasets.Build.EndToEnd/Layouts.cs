using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>Where people put their sources and what they make of them.</summary>
[TestClass]
public class Layouts : EndToEndTest
{
    [TestMethod]
    public async Task Spaces_other_alphabets_and_long_paths()
    {
        AddEval();
        // The compiler on Windows ends at 260 characters, whatever we do.
        var parents = OperatingSystem.IsWindows() ? "a b" : string.Join('/', Enumerable.Repeat("a folder's name (ü) & more", 11));
        var project = CSharp($"{parents}/мой проект").Dataset("acme/eval").Dataset("acme/eval", ("BuildAction", "EmbeddedResource"));

        (await project.BuildAsync()).Succeeded();

        AssertFile(project.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        Assert.AreEqual(ContentsOf("test.jsonl"), BuiltAssembly.Read(project.AssemblyFile).Resources["datasets/eval/test.jsonl"]);
        AssertRequests(resolves: 1, transfers: 2);
        (await project.ResolveAsync("-question")).Succeeded();
    }

    /// <summary>Also a source folder that cannot be written: for root, who can, its time stamp says that nothing came or went.</summary>
    [TestMethod]
    public async Task Artifacts_output_central_versions_package_locks_shared_items_and_read_only_sources()
    {
        AddEval();
        Sandbox.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <UseArtifactsOutput>true</UseArtifactsOutput>
                <RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>
              </PropertyGroup>
              <ItemGroup><FireworksDataset Include="acme/eval" Files="test.jsonl" /></ItemGroup>
            </Project>
            """);
        Sandbox.Write("Directory.Build.targets", """
            <Project>
              <ItemGroup><FireworksDataset Include="acme/eval" Files="train.jsonl" BuildAction="EmbeddedResource" /></ItemGroup>
            </Project>
            """);
        Sandbox.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="{PackageFeed.PackageId}" Version="{Sandbox.Feed.Version}" /></ItemGroup>
            </Project>
            """);
        var project = CSharp().WithoutPackage().Item("PackageReference", PackageFeed.PackageId, ("PrivateAssets", "all"));
        (await project.RestoreAsync()).Succeeded();
        (await project.RestoreAsync("--locked-mode")).Succeeded();
        (await project.ResolveAsync()).Succeeded();
        var artifacts = Path.Combine(Sandbox.Root, "artifacts");
        Directory.Delete(Path.Combine(artifacts, "obj", "app", "debug", "fireworks-datasets"), recursive: true);
        var sources = Folders.Snapshot(project.Folder);
        var folderTime = Directory.GetLastWriteTimeUtc(project.Folder);
        SetReadOnly(project.Folder, true);

        try
        {
            (await project.BuildAsync()).Succeeded();
        }
        finally
        {
            SetReadOnly(project.Folder, false);
        }

        var output = Path.Combine(artifacts, "bin", "app", "debug");
        AssertFiles(Path.Combine(output, "datasets"), "eval/test.jsonl");
        Assert.AreEqual(ContentsOf("train.jsonl"), BuiltAssembly.Read(Path.Combine(output, "app.dll")).Resources["datasets/eval/train.jsonl"]);
        Assert.AreEqual(sources, Folders.Snapshot(project.Folder));
        Assert.AreEqual(folderTime, Directory.GetLastWriteTimeUtc(project.Folder));
        CollectionAssert.AreEqual((string[])["Program.cs", "app.csproj", "fireworks.datasets.lock.json", "packages.lock.json"], Folders.FilesUnder(project.Folder));
    }

    [TestMethod]
    public async Task Intermediate_and_output_folders_of_the_users_choice()
    {
        AddEval();
        Sandbox.Write("Directory.Build.props", """
            <Project><PropertyGroup><BaseIntermediateOutputPath>$(MSBuildThisFileDirectory)elsewhere/base/</BaseIntermediateOutputPath></PropertyGroup></Project>
            """);
        var elsewhere = Path.Combine(Sandbox.Root, "elsewhere");
        var project = CSharp().Dataset("acme/eval")
            .Property("IntermediateOutputPath", "../elsewhere/intermediate/").Property("OutDir", "../elsewhere/output/");
        (await project.RestoreAsync()).Succeeded();

        (await project.BuildAsync()).Succeeded();

        AssertFile(Path.Combine(elsewhere, "intermediate/net10.0/fireworks-datasets/acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertFile(Path.Combine(elsewhere, "output/datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertFiles(project.Folder, "Program.cs", "app.csproj", "fireworks.datasets.lock.json");

        (await project.DotnetAsync("clean")).Succeeded();

        AssertFiles(Path.Combine(elsewhere, "output"));
        Assert.IsFalse(Folders.FilesUnder(elsewhere).Any(file => file.EndsWith(".jsonl", StringComparison.Ordinal) || file.Contains("ireworks-datasets/", StringComparison.Ordinal)));
    }

    /// <summary>A Web project takes each .cs to compile and publishes each .json: not the lock file, and not what a dataset is made of.</summary>
    [TestMethod]
    [DataRow("./sub/my.lock.json", "$(MSBuildProjectDirectory)/data")]
    [DataRow("sub/../sub/my.lock.json", "./data/")]
    public async Task Lock_file_and_datasets_within_a_web_project_are_none_of_its_own_files(string lockFile, string directory)
    {
        var project = CSharp().Sdk("Microsoft.NET.Sdk.Web")
            .Property("FireworksDatasetsLockFilePath", lockFile).Property("FireworksDatasetsDirectory", directory)
            .File("sub/my.lock.json", "{}").File("sub/fireworks.datasets.lock.json", "{}")
            .File("data/acme/eval/x.cs", "class X;").File("data/acme/eval/y.json", "{}").File("data/mine.json", "{}").File("database/a/mine.json", "{}");

        var evaluated = (await project.DotnetAsync("msbuild", "-getItem:Compile", "-getItem:Content")).Succeeded();

        CollectionAssert.AreEqual((string[])["Program.cs"], evaluated.Items("Compile").Select(item => item.Identity).ToArray());
        CollectionAssert.AreEquivalent((string[])["data/mine.json", "database/a/mine.json"],
            evaluated.Items("Content").Select(item => item.Identity.Replace('\\', '/')).ToArray());
    }

    /// <summary>It has no intermediate folder, and gets no other file than these two.</summary>
    [TestMethod]
    public async Task A_project_without_an_SDK()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.DotnetAsync("restore")).Succeeded();
        var package = Path.Combine(Sandbox.Packages, "fireworks.datasets.build", Sandbox.Feed.Version, "build", "Fireworks.Datasets.Build");
        Sandbox.Write("plain/plain.proj", $"""
            <Project DefaultTargets="FetchFireworksDatasets">
              <Import Project="{package}.props" />
              <ItemGroup><FireworksDataset Include="acme/eval" /></ItemGroup>
              <Import Project="{package}.targets" />
            </Project>
            """);
        var folder = Path.Combine(Sandbox.Root, "plain");

        (await Sandbox.RunAsync(folder, logged: true, "msbuild", "plain.proj")).Succeeded();
        await Service.DisposeAsync();
        (await Sandbox.RunAsync(folder, logged: true, "msbuild", "plain.proj")).Succeeded();

        Assert.AreEqual("fireworks.datasets.lock.json plain.proj", string.Join(' ', Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)));
        AssertFile(Path.Combine(folder, "fireworks-datasets/acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
        (await Sandbox.RunAsync(folder, logged: true, "msbuild", "plain.proj", "-t:_FireworksClean")).Succeeded();
        Assert.IsFalse(Directory.Exists(Path.Combine(folder, "fireworks-datasets")));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Symbolic links need rights there.")]
    public async Task A_project_folder_behind_a_symbolic_link()
    {
        AddEval();
        var project = CSharp("real").Dataset("acme/eval");
        await project.EnsureRestoredAsync();
        var link = Directory.CreateSymbolicLink(Path.Combine(Sandbox.Root, "link"), project.Folder).FullName;

        (await Sandbox.RunAsync(link, logged: true, "build", "--no-restore")).Succeeded();

        AssertFile(project.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertRequests(resolves: 1, transfers: 2);
        (await project.ResolveAsync("-question")).Succeeded();
    }

    /// <summary>A container's user may have none, or one that is no folder: the default cache has no place then, which is not worth a warning.</summary>
    [TestMethod]
    public async Task No_home()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval");
        await project.EnsureRestoredAsync();
        var homes = (string[])["HOME", "USERPROFILE", "LOCALAPPDATA"];
        Array.ForEach(homes, name => Sandbox.Environment[name] = null);
        (await project.ResolveAsync()).Succeeded();
        AssertFile(project.InPlace("acme/eval/test.jsonl"), ContentsOf("test.jsonl"));

        Array.ForEach(homes, name => Sandbox.Environment[name] = Sandbox.Write("no-folder", ""));
        Sandbox.Environment["FIREWORKS_DATASETS_CACHE"] = null;
        File.Delete(project.InPlace("acme/eval/test.jsonl"));
        (await project.ResolveAsync()).Succeeded();
        AssertFile(project.InPlace("acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
    }

    private static void SetReadOnly(string folder, bool readOnly)
    {
        foreach (var file in Directory.GetFiles(folder))
        {
            File.SetAttributes(file, readOnly ? FileAttributes.ReadOnly : FileAttributes.Normal);
        }

        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode read = UnixFileMode.UserRead | UnixFileMode.UserExecute;
            File.SetUnixFileMode(folder, readOnly ? read : read | UnixFileMode.UserWrite);
        }
    }
}
