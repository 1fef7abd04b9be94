using System.Xml.Linq;

namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>NuGet's folders and sources on this machine, as the test process sees them.</summary>
internal static class MachineNuGet
{
    private static string Profile => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public static string UserConfiguration { get; } = OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "NuGet", "NuGet.Config")
        : Path.Combine(Profile, ".nuget", "NuGet", "NuGet.Config");

    public static string Packages { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Profile, ".nuget", "packages");

    /// <summary>The sources of the user's configuration; none where there is none, and NuGet takes its own.</summary>
    public static IReadOnlyList<string> SourceKeys { get; } = File.Exists(UserConfiguration)
        ? [.. XDocument.Load(UserConfiguration).Descendants("packageSources").Elements("add").Select(source => (string)source.Attribute("key")!)]
        : [];

    /// <summary>
    /// Puts packages that the machine has into the sandbox's folder, so that they are not downloaded for each test:
    /// those whose id starts so. What is missing comes from the machine's sources.
    /// </summary>
    public static void Lend(Sandbox sandbox, params IReadOnlyCollection<string> idPrefixes)
    {
        Link(sandbox, idPrefixes);
        sandbox.UseSources(machine: true);
    }

    /// <summary>
    /// Lends what a library for an older framework needs. The product's own projects need the same and were restored before:
    /// the machine has them, and no source is asked.
    /// </summary>
    public static void LendTargetingPacks(Sandbox sandbox)
    {
        string[] packs = ["microsoft.netcore.app.ref", "microsoft.aspnetcore.app.ref", .. (string[])(OperatingSystem.IsWindows() ? ["microsoft.windowsdesktop.app.ref"] : [])];
        Link(sandbox, packs);
        sandbox.UseSources(machine: !packs.All(pack => Directory.Exists(Path.Combine(sandbox.Packages, pack))));
    }

    private static void Link(Sandbox sandbox, IReadOnlyCollection<string> idPrefixes)
    {
        Directory.CreateDirectory(sandbox.Packages);
        foreach (var package in Directory.Exists(Packages) ? Directory.EnumerateDirectories(Packages) : [])
        {
            var id = Path.GetFileName(package);
            if (idPrefixes.Any(prefix => id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                Folders.Link(package, Path.Combine(sandbox.Packages, id));
            }
        }
    }
}
