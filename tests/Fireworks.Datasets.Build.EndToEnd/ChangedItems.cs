using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>A user edits an item and builds: the output follows, nothing stale stays, and nothing more is done than must be.</summary>
[TestClass]
public class ChangedItems : EndToEndTest
{
    [TestMethod]
    public async Task Take_their_old_output_along()
    {
        AddEval();
        // Not by editing the project file: that alone makes the SDK compile.
        var project = CSharp().Dataset("acme/eval", ("LinkBase", "$(Place)"));
        (await project.BuildAsync()).Succeeded();
        AssertRequests(resolves: 1, transfers: 2);

        var moved = (await project.BuildAsync("-p:Place=moved")).Succeeded();
        AssertFiles(Path.Combine(project.OutputFolder, "datasets"));
        AssertFiles(Path.Combine(project.OutputFolder, "moved"), "test.jsonl", "train.jsonl");
        Assert.AreEqual(0, moved.Log.RunsOf("Csc"), "compiled for a folder's name");

        (await project.Remove("FireworksDataset").Dataset("acme/eval", ("Files", "test.jsonl"), ("BuildAction", "EmbeddedResource")).BuildAsync()).Succeeded();
        AssertFiles(Path.Combine(project.OutputFolder, "moved"));
        CollectionAssert.AreEqual((string[])["datasets/eval/test.jsonl"], BuiltAssembly.Read(project.AssemblyFile).Resources.Keys.ToArray());

        (await project.Remove("FireworksDataset").Dataset("acme/eval", ("Files", "train.jsonl")).BuildAsync()).Succeeded();
        AssertFiles(Path.Combine(project.OutputFolder, "datasets"), "eval/train.jsonl");
        Assert.HasCount(0, BuiltAssembly.Read(project.AssemblyFile).Resources);
        AssertNoRequest();
    }

    /// <summary>No item has it itself: a build that remembers the last one must look at definitions too.</summary>
    [TestMethod]
    public async Task Follow_what_is_defined_for_all_of_them()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval")
            .Xml("<ItemDefinitionGroup><FireworksDataset><LinkBase>$(Place)</LinkBase></FireworksDataset></ItemDefinitionGroup>");
        foreach (var place in (string[])["here", "there", "here"])
        {
            (await project.BuildAsync($"-p:Place={place}")).Succeeded();
            AssertFiles(Path.Combine(project.OutputFolder, place), "test.jsonl", "train.jsonl");
            AssertFiles(Path.Combine(project.OutputFolder, place == "here" ? "there" : "here"));
        }

        AssertRequests(resolves: 1, transfers: 2);
    }

    [TestMethod]
    public async Task Follow_their_project_into_a_renamed_folder()
    {
        AddEval();
        var before = CSharp("before/app").Dataset("acme/eval");
        (await before.ResolveAsync()).Succeeded();
        Directory.Move(Path.Combine(Sandbox.Root, "before"), Path.Combine(Sandbox.Root, "after"));
        Service.Journal.Clear();
        var after = CSharp("after/app").Dataset("acme/eval");
        var inPlace = Folders.Snapshot(after.DatasetsFolder);

        (await after.ResolveAsync()).Succeeded();

        Assert.AreEqual(inPlace, Folders.Snapshot(after.DatasetsFolder));
        AssertNoRequest();
    }

    /// <summary>By configuration, by framework, removed and updated, in the project and around it: MSBuild's own rules.</summary>
    [TestMethod]
    public async Task Follow_conditions_Remove_and_Update()
    {
        AddDataset("acme/debug", "d.txt");
        AddDataset("acme/release", "r.txt");
        AddDataset("acme/old", "o.txt");
        AddDataset("acme/updated", "u.txt");
        AddDataset("acme/modern", "m.txt");
        Sandbox.Write("Directory.Build.props", """
            <Project><ItemGroup><FireworksDataset Include="acme/removed;acme/updated" /></ItemGroup></Project>
            """);
        Sandbox.Write("Directory.Build.targets", """
            <Project><ItemGroup>
              <FireworksDataset Update="acme/updated" LinkBase="updated" Visible="false" BuildAction="Content" Mine="kept" />
            </ItemGroup></Project>
            """);
        MachineNuGet.LendTargetingPacks(Sandbox);
        var project = CSharp().Library().TargetFrameworks("net10.0", "net8.0").Xml("""
            <ItemGroup>
              <FireworksDataset Remove="acme/removed" />
              <FireworksDataset Include="acme/$(Configuration.ToLowerInvariant())" />
              <FireworksDataset Include="acme/modern" Condition="'$(TargetFramework)' == 'net10.0'" />
              <FireworksDataset Include="acme/old" Condition="'$(TargetFramework)' == 'net8.0'" />
            </ItemGroup>
            """);

        var modern = (await project.ResolveAsync("-p:TargetFramework=net10.0", "-getItem:Content")).Succeeded();
        (await project.TargetAsync("FetchFireworksDatasets", "-p:Configuration=Release")).Succeeded();

        CollectionAssert.AreEquivalent((string[])["debug", "modern", "updated"], modern.Items("FireworksDatasetFile").Select(file => file["Dataset"]).ToArray());
        var updated = modern.Items("Content").Single();
        Assert.AreEqual(("updated/u.txt", "false", "kept"), (updated["Link"], updated["Visible"], updated["Mine"]));
        var obj = Path.Combine(project.Folder, "obj");
        CollectionAssert.AreEqual(
            (string[])["Debug/net10.0/acme/debug/d.txt", "Debug/net10.0/acme/modern/m.txt", "Debug/net10.0/acme/updated/u.txt",
                "Release/net10.0/acme/modern/m.txt", "Release/net10.0/acme/release/r.txt", "Release/net10.0/acme/updated/u.txt",
                "Release/net8.0/acme/old/o.txt", "Release/net8.0/acme/release/r.txt", "Release/net8.0/acme/updated/u.txt"],
            Folders.FilesUnder(obj).Where(file => file.EndsWith(".txt", StringComparison.Ordinal) && !file.Contains("/.fireworks/", StringComparison.Ordinal))
                .Select(file => file.Replace("/fireworks-datasets/", "/", StringComparison.Ordinal)).Where(file => file.Contains("/acme/", StringComparison.Ordinal)).ToArray());
    }
}
