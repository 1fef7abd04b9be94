using System.IO.Compression;
using Fireworks.Datasets.Emulator;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>Where everything of a run is: on tmpfs where there is one, so that the disk has no say. Removed at the end.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private int _folders;

    private Workbench(string root, FireworksEmulator service, NginxStore? nginx)
    {
        (Root, Service, Nginx) = (root, service, nginx);
        Package = Path.Combine(root, "package");
    }

    public string Root { get; }

    public FireworksEmulator Service { get; }

    /// <summary>The storage; <see langword="null"/> where nginx is not installed: then the emulator is.</summary>
    public NginxStore? Nginx { get; }

    /// <summary>The unpacked package.</summary>
    public string Package { get; }

    public static async Task<Workbench> SetUpAsync(string packages)
    {
        var parent = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var root = Directory.CreateDirectory(Path.Combine(parent, $"fireworks-benchmarks-{System.Environment.ProcessId}")).FullName;
        var service = await FireworksEmulator.StartAsync(new EmulatorOptions { UrlLifetime = TimeSpan.FromHours(6) });
        var bench = new Workbench(root, service, await NginxStore.StartAsync(Path.Combine(root, "nginx")));
        var package = new DirectoryInfo(packages).EnumerateFiles("Fireworks.Datasets.Build.*.nupkg").MaxBy(file => file.LastWriteTimeUtc)
            ?? throw new FileNotFoundException($"No package in {packages}: run 'dotnet pack -c Release src/Fireworks.Datasets.Build' first.");
        await ZipFile.ExtractToDirectoryAsync(package.FullName, bench.Package);
        return bench;
    }

    /// <summary>A folder in which nothing was ever deleted.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(Root, $"f{_folders++}")).FullName;

    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the commands get beside the machine's environment.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["FIREWORKS_API_KEY"] = Service.ApiKey,
        ["FIREWORKS_BASE_URL"] = Service.Url,
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["MSBUILDTERMINALLOGGER"] = "off",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["NO_PROXY"] = "127.0.0.1,localhost",
    };

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Nginx?.Dispose();
        Remove(Root);
    }
}
