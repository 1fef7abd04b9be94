using System.Security;

namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>A machine of its own for a test: folder, HOME, NuGet packages, dataset cache, environment.</summary>
internal sealed class Sandbox
{
    private int _commands;

    private Sandbox(string root, PackageFeed feed)
    {
        Root = root;
        Feed = feed;
        Environment = TestEnvironment.Common.ToDictionary();
        foreach (var name in (string[])["HOME", "USERPROFILE", "DOTNET_CLI_HOME", "APPDATA", "LOCALAPPDATA"])
        {
            Environment[name] = Home;
        }

        Environment["NUGET_PACKAGES"] = Packages;
        Environment["FIREWORKS_DATASETS_CACHE"] = Cache;
    }

    public string Root { get; }

    public PackageFeed Feed { get; }

    public string Home => Path.Combine(Root, "home");

    private string UserNuGetConfiguration =>
        Path.Combine(Home, OperatingSystem.IsWindows() ? "NuGet" : Path.Combine(".nuget", "NuGet"), "NuGet.Config");

    public string Packages => Path.Combine(Root, "packages");

    public string Cache => Path.Combine(Root, "cache");

    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Of every command; <see langword="null"/> removes a variable.</summary>
    public Dictionary<string, string?> Environment { get; }

    public static async Task<Sandbox> CreateAsync(string root, PackageFeed? feed = null)
    {
        var sandbox = new Sandbox(Path.GetFullPath(root), feed ?? await TestSession.Feed);
        Directory.CreateDirectory(sandbox.Home);
        Directory.CreateDirectory(sandbox.Logs);
        foreach (var blocking in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            sandbox.Write(blocking, "<Project />");
        }

        sandbox.Write("global.json", """{ "sdk": { "version": "8.0.400", "rollForward": "latestMajor" } }""");
        sandbox.UseSources(machine: false);
        return sandbox;
    }

    /// <summary>
    /// Restores see the packed package, and with <paramref name="machine"/> everything else from the machine's own sources:
    /// they are not asked for the package. Without them a restore opens no connection.
    /// </summary>
    public void UseSources(bool machine)
    {
        var machineSources = string.Concat(MachineNuGet.SourceKeys.Select(key =>
            $"""<packageSource key="{SecurityElement.Escape(key)}"><package pattern="*" /></packageSource>"""));
        var mapping = $"""
              <packageSourceMapping>
                <packageSource key="packed"><package pattern="{PackageFeed.PackageId}" /></packageSource>
                {machineSources}
              </packageSourceMapping>
            """;
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                {(machine ? "" : "<clear />")}
                <add key="packed" value="{SecurityElement.Escape(Feed.Folder)}" />
              </packageSources>
              {(machine && MachineNuGet.SourceKeys.Count > 0 ? mapping : "")}
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        if (machine && File.Exists(MachineNuGet.UserConfiguration))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(UserNuGetConfiguration)!);
            File.Copy(MachineNuGet.UserConfiguration, UserNuGetConfiguration, overwrite: true);
        }
    }

    /// <summary>Restores see the same packages and sources as those of another sandbox.</summary>
    public void UseSourcesOf(Sandbox other)
    {
        Directory.CreateDirectory(Packages);
        foreach (var package in Directory.Exists(other.Packages) ? Directory.EnumerateDirectories(other.Packages) : [])
        {
            Folders.Link(package, Path.Combine(Packages, Path.GetFileName(package)));
        }

        UseSources(machine: File.Exists(other.UserNuGetConfiguration));
        File.Copy(Path.Combine(other.Root, "nuget.config"), Path.Combine(Root, "nuget.config"), overwrite: true);
    }

    /// <summary>Writes a file below the root, with its folders. A file that has these contents already keeps its time stamp.</summary>
    public string Write(string path, string contents)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        if (!File.Exists(full) || File.ReadAllText(full) != contents)
        {
            File.WriteAllText(full, contents);
        }

        return full;
    }

    /// <summary>Runs <c>dotnet</c>, with a binary log when <paramref name="logged"/>.</summary>
    public async Task<BuildResult> RunAsync(string folder, bool logged, params IReadOnlyCollection<string> arguments)
    {
        using var command = Start(folder, logged, out var log, arguments);
        return new BuildResult(await command.EndAsync(), log, resultFile: log + ".json");
    }

    /// <inheritdoc cref="RunAsync"/>
    public Dotnet Start(string folder, bool logged, out string log, params IReadOnlyCollection<string> arguments)
    {
        var number = Interlocked.Increment(ref _commands);
        log = Path.Combine(Logs, $"{number:00}-{arguments.First()}.binlog");
        var asks = arguments.Any(argument => argument.StartsWith("-get", StringComparison.Ordinal));
        IEnumerable<string> logging = logged ? [$"-bl:{log};ProjectImports=None"] : [];
        // One more property makes the answer JSON also where only one value is asked for.
        IEnumerable<string> answer = asks ? ["-getProperty:MSBuildProjectName", $"-getResultOutputFile:{log}.json"] : [];
        return Dotnet.Start(folder, Environment, [.. arguments, .. logging, .. answer]);
    }
}
