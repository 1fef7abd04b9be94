using System.Security;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>This package, and what MSBuild brings itself, each as a project in a folder of its own.</summary>
internal sealed class MSBuildWays(Workbench bench)
{
    public const string ThisPackage = "this package";

    public Subject Empty()
    {
        var folder = bench.NewFolder();
        File.WriteAllText(Path.Combine(folder, "empty.proj"), "<Project><Target Name=\"Build\" /></Project>");
        return MSBuild("empty `dotnet msbuild`", () => { }, folder, "empty.proj") with { IsMSBuild = false };
    }

    public Subject Package(TestData data, Start start = Start.Cold, string remoteCache = "", bool onDisk = false)
    {
        var (folder, cache) = (bench.NewFolder(onDisk), bench.NewFolder(onDisk));
        File.WriteAllText(Path.Combine(folder, "fetch.proj"), $"""
            <Project DefaultTargets="FetchFireworksDatasets">
              <PropertyGroup>
                <FireworksDatasetsDirectory>$(MSBuildProjectDirectory)/obj/</FireworksDatasetsDirectory>
                <FireworksDatasetsCacheDirectory>{cache}</FireworksDatasetsCacheDirectory>
                <FireworksDatasetsRemoteCache>{remoteCache}</FireworksDatasetsRemoteCache>
              </PropertyGroup>
              <Import Project="{bench.Package}/build/Fireworks.Datasets.Build.props" />
              <ItemGroup><FireworksDataset Include="{TestData.Account}/{data.Name}" /></ItemGroup>
              <Import Project="{bench.Package}/build/Fireworks.Datasets.Build.targets" />
            </Project>
            """);
        return MSBuild(ThisPackage, Prepare, folder, "fetch.proj");

        void Prepare()
        {
            if (start < Start.InPlace)
            {
                bench.Remove(Path.Combine(folder, "obj"));
            }

            if (start < Start.Stored)
            {
                bench.Remove(cache);
            }

            if (start < Start.Pinned)
            {
                File.Delete(Path.Combine(folder, "fireworks.datasets.lock.json"));
            }
        }
    }

    /// <summary>The package with a remote cache that has everything, and no key with which it could ask elsewhere.</summary>
    public Subject PackageFromRemoteCache(TestData data, string remoteCache, CancellationToken stop)
    {
        var way = Package(data, Start.Pinned, remoteCache) with { Name = $"{ThisPackage}, from the remote cache" };
        // Fills the remote cache, and writes the lock file.
        way.Measure(stop);
        return way with { Environment = new Dictionary<string, string>(way.Environment) { ["FIREWORKS_API_KEY"] = "" } };
    }

    /// <summary>MSBuild's own task, batched over the URLs.</summary>
    public Subject DownloadFile(TestData data, bool again = false)
    {
        var folder = bench.NewFolder();
        File.WriteAllText(Path.Combine(folder, "download.proj"), $"""
            <Project>
              <ItemGroup>
            {string.Concat(data.Files.Select(file => $"    <Remote Include=\"{Escape(file.Url)}\" Name=\"{file.Name}\" />\n"))}  </ItemGroup>
              <Target Name="Build">
                <DownloadFile SourceUrl="%(Remote.Identity)" DestinationFolder="obj" DestinationFileName="%(Remote.Name)" SkipUnchangedFiles="true" />
              </Target>
            </Project>
            """);
        return MSBuild(again ? "`DownloadFile` again" : "`DownloadFile`", Prepare, folder, "download.proj");

        void Prepare()
        {
            if (!again)
            {
                bench.Remove(Path.Combine(folder, "obj"));
            }
        }
    }

    // For MSBuild, to which % is special and ? a wildcard, and for XML.
    private static string Escape(string url) => SecurityElement.Escape(
        url.Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal));

    private Subject MSBuild(string name, Action prepare, string folder, string project) =>
        new(name, true, prepare, folder, "dotnet", "msbuild", "-v:q", project) { Environment = bench.Environment };
}
