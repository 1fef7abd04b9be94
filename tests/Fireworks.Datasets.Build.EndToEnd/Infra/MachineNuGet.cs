namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>NuGet's folders on this machine, as the test process sees them.</summary>
internal static class MachineNuGet
{
    private static string Profile => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public static string UserConfiguration { get; } = OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "NuGet", "NuGet.Config")
        : Path.Combine(Profile, ".nuget", "NuGet", "NuGet.Config");

    public static string Packages { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Profile, ".nuget", "packages");

    /// <summary>
    /// Puts packages that the machine has into the sandbox's folder, so that they are not downloaded for each test:
    /// those whose id starts so. What is missing comes from the machine's sources.
    /// </summary>
    public static void Lend(Sandbox sandbox, params IReadOnlyCollection<string> idPrefixes)
    {
        sandbox.UseSources(machine: true);
        Directory.CreateDirectory(sandbox.Packages);
        foreach (var package in Directory.Exists(Packages) ? Directory.EnumerateDirectories(Packages) : [])
        {
            var id = Path.GetFileName(package);
            var lent = Path.Combine(sandbox.Packages, id);
            if (!Directory.Exists(lent) && idPrefixes.Any(prefix => id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                Folders.Link(package, lent);
            }
        }
    }
}
