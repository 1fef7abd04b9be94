namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>
/// The C# and VB compiler's own server, one for all builds of a run under a name of its own: compiling in every build's
/// process would cost two seconds a build. Ended with the run, and by itself when nobody asks it any more.
/// </summary>
internal sealed class CompilerServer(string name)
{
    public string Name { get; } = name;

    public async Task ShutDownAsync()
    {
        var sdks = await Dotnet.RunAsync(TestSession.Root, TestEnvironment.Common, "--list-sdks");
        foreach (var line in sdks.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var version = line[..line.IndexOf(' ', StringComparison.Ordinal)];
            var folder = line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..^1];
            var server = Path.Combine(folder, version, "Roslyn", "bincore", "VBCSCompiler.dll");
            if (File.Exists(server))
            {
                await Dotnet.RunAsync(TestSession.Root, TestEnvironment.Common, server, "-shutdown", $"-pipename:{Name}");
            }
        }
    }
}
