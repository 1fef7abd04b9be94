using System.IO.Compression;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>The work tree that this program was built from.</summary>
internal static class Repository
{
    private const string Solution = "FwMsBuild.sln";

    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Unpacks the package into a folder.</summary>
    /// <param name="packages">Where it is; packed first where <see langword="null"/>.</param>
    public static async Task UnpackAsync(string? packages, string folder, CancellationToken stop)
    {
        if (packages is null)
        {
            packages = folder + ".packed";
            await Tool.RunAsync(Root, "dotnet", ["pack", "-c", "Release", "-nr:false", "-v:q", "-o", packages, "src/Fireworks.Datasets.Build"], stop);
        }

        var package = new DirectoryInfo(packages).EnumerateFiles("Fireworks.Datasets.Build.*.nupkg").MaxBy(file => file.LastWriteTimeUtc)
            ?? throw new FileNotFoundException($"There is no package in {packages}.");
        await ZipFile.ExtractToDirectoryAsync(package.FullName, folder, stop);
    }

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new DirectoryNotFoundException($"No {Solution} above {AppContext.BaseDirectory}."),
        _ when File.Exists(Path.Combine(folder.FullName, Solution)) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
