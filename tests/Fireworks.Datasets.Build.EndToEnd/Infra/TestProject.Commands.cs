namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>What a user types. Each first writes the project file, and restores where nothing is restored yet.</summary>
internal sealed partial class TestProject
{
    private string? _restored;

    public Task<BuildResult> BuildAsync(params IReadOnlyCollection<string> arguments) => DotnetAsync("build", arguments);

    /// <summary><c>dotnet msbuild -t:…</c>: for what needs no compiler, and for the results that it is asked for with <c>-getItem</c> and the like.</summary>
    public Task<BuildResult> TargetAsync(string targets, params IReadOnlyCollection<string> arguments) =>
        DotnetAsync("msbuild", [$"-t:{targets}", .. arguments]);

    /// <summary>Only brings the datasets into place: the cheapest command that runs the package.</summary>
    public Task<BuildResult> ResolveAsync(params IReadOnlyCollection<string> arguments) =>
        TargetAsync("ResolveFireworksDatasets", ["-getItem:FireworksDatasetFile", .. arguments]);

    /// <summary>A design-time build, with the properties that Visual Studio and the C# language server set.</summary>
    public Task<BuildResult> DesignTimeAsync(string targets, params IReadOnlyCollection<string> arguments) => TargetAsync(targets,
    [
        "-p:DesignTimeBuild=true", "-p:BuildingInsideVisualStudio=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
        "-p:BuildProjectReferences=false", "-p:ContinueOnError=ErrorAndContinue", .. arguments,
    ]);

    public async Task<BuildResult> RunAsync(params IReadOnlyCollection<string> arguments)
    {
        await EnsureRestoredAsync();
        return await Sandbox.RunAsync(Folder, logged: false, ["run", "--no-restore", "--project", ProjectFile, .. arguments]);
    }

    public async Task<BuildResult> TestAsync()
    {
        await EnsureRestoredAsync();
        return await Sandbox.RunAsync(Folder, logged: false, "test", "--project", ProjectFile, "--no-restore");
    }

    /// <summary>build, publish, pack, clean, msbuild, … on this project.</summary>
    public async Task<BuildResult> DotnetAsync(string verb, params IReadOnlyCollection<string> arguments)
    {
        await EnsureRestoredAsync();
        return await Sandbox.RunAsync(Folder, logged: true, CommandLine(verb, arguments));
    }

    /// <summary>The same, running: to be ended or killed by the test.</summary>
    public async Task<Dotnet> StartAsync(string verb, params IReadOnlyCollection<string> arguments)
    {
        await EnsureRestoredAsync();
        return Sandbox.Start(Folder, logged: true, out _, CommandLine(verb, arguments));
    }

    /// <summary>Builds after each change, until it is killed.</summary>
    public async Task<Dotnet> WatchAsync()
    {
        await EnsureRestoredAsync();
        return Sandbox.Start(Folder, logged: false, out _, "watch", "--no-hot-reload", "build", "--no-restore");
    }

    /// <summary>Restores with the real command; else the result of the same restore in another folder is taken over.</summary>
    public async Task<BuildResult> RestoreAsync(params IReadOnlyCollection<string> arguments)
    {
        Write();
        var restore = await Sandbox.RunAsync(Folder, logged: true, ["restore", ProjectFile, "-noLogo", .. arguments]);
        _restored = RestoreInputs();
        return restore;
    }

    /// <summary>Forgets what was restored, as in a fresh clone.</summary>
    public void DeleteIntermediateFiles()
    {
        Directory.Delete(Path.Combine(Folder, "obj"), recursive: true);
        _restored = null;
    }

    public async Task EnsureRestoredAsync()
    {
        Write();
        var inputs = RestoreInputs();
        if (_restored == inputs)
        {
            return;
        }

        if (_items.Exists(item => item.Name == "ProjectReference") || HasOwnIntermediateFolder)
        {
            (await RestoreAsync()).Succeeded();
        }
        else
        {
            await RestoredTemplate.ApplyAsync(this, inputs);
        }

        _restored = inputs;
    }

    /// <summary>The project without what NuGet does not look at; the same text means the same restore.</summary>
    internal string RestoreInputs() => new System.Xml.Linq.XElement("Project",
        new System.Xml.Linq.XAttribute("Sdk", _sdk),
        new System.Xml.Linq.XElement("PropertyGroup", _properties
            .Where(property => !property.Name.StartsWith("Fireworks", StringComparison.Ordinal))
            .Select(property => new System.Xml.Linq.XElement(property.Name, property.Value))),
        new System.Xml.Linq.XElement("ItemGroup", _items.Where(item => item.Name == "PackageReference" || item.Name == "ProjectReference"))).ToString();

    private bool HasOwnIntermediateFolder => _properties.Exists(property =>
        property.Name is "BaseIntermediateOutputPath" or "MSBuildProjectExtensionsPath" or "UseArtifactsOutput" or "ArtifactsPath");

    private string[] CommandLine(string verb, IReadOnlyCollection<string> arguments) =>
    [
        verb, ProjectFile, "-nologo", .. (string[])(verb is "build" or "publish" or "pack" or "test" ? ["--no-restore"] : []), .. arguments,
    ];
}
