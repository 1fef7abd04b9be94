using System.Globalization;
using Fireworks.Datasets.Emulator;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>Where everything of a run is: on tmpfs where there is one, so that the disk has no say. Removed at the end.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private const string Memory = "/dev/shm";

    private readonly string _root;
    private readonly string _disk;
    private int _folders;

    private Workbench(FireworksEmulator service)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"fireworks-benchmarks-{System.Environment.ProcessId}");
        _root = Directory.CreateDirectory(Path.Combine(InMemory ? Memory : Path.GetTempPath(), name)).FullName;
        _disk = Path.Combine(Path.GetTempPath(), name + "-disk");
        Service = service;
    }

    public FireworksEmulator Service { get; }

    /// <summary>The storage; <see langword="null"/> where nginx is not installed: then the emulator is.</summary>
    public NginxStore? Nginx { get; private set; }

    /// <summary>The unpacked package.</summary>
    public string Package => Path.Combine(_root, "package");

    /// <summary>What the storage serves: <c>account/dataset/file</c>.</summary>
    public string Served => Path.Combine(_root, "served");

    /// <summary>What the commands get beside the machine's environment.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["FIREWORKS_API_KEY"] = Service.ApiKey,
        ["FIREWORKS_BASE_URL"] = Service.Url,
        // Nothing stays from one run to the next.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["MSBUILDTERMINALLOGGER"] = "off",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["NO_PROXY"] = "127.0.0.1,localhost",
    };

    private static bool InMemory => Directory.Exists(Memory);

    /// <param name="packages">See <see cref="Repository.UnpackAsync"/>.</param>
    public static async Task<Workbench> SetUpAsync(string? packages, CancellationToken stop)
    {
        var bench = new Workbench(await FireworksEmulator.StartAsync(new EmulatorOptions { UrlLifetime = TimeSpan.FromHours(12) }));
        try
        {
            await Repository.UnpackAsync(packages, bench.Package, stop);
            Directory.CreateDirectory(bench.Served);
            bench.Service.AddFolder(bench.Served);
            bench.Nginx = await NginxStore.StartAsync(Path.Combine(bench._root, "nginx"), bench.Served, stop);
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the files of a folder in <see cref="Served"/> known to the service.</summary>
    /// <returns>Each with its URL.</returns>
    public IReadOnlyList<(string Name, string Url)> Publish(string dataset, IReadOnlyList<string> names, StorageKind kind)
    {
        // nginx can be slow, but not late.
        var nginx = kind == StorageKind.Late ? null : Nginx?.Url;
        Service.Options.StorageLatency = kind == StorageKind.Late ? TimeSpan.FromMilliseconds(50) : TimeSpan.Zero;
        Service.Options.BytesPerSecondPerConnection = kind == StorageKind.Slow && nginx is null ? 20_000_000 : null;
        if (nginx is null)
        {
            return [.. names.Select(name => (name, Service.SignedUrl(TestData.Account, dataset, name)))];
        }

        var known = Service.AddDataset(TestData.Account, dataset);
        (string Name, string Url)[] files = [.. names.Select(name => (name, $"{nginx}/{(kind == StorageKind.Slow ? "slow/" : "")}{TestData.Account}/{dataset}/{name}"))];
        foreach (var (name, url) in files)
        {
            known.RawUrl(name, url);
        }

        return files;
    }

    /// <param name="onDisk">For what does not fit into memory.</param>
    public string NewFolder(bool onDisk = false) => Directory.CreateDirectory(Path.Combine(onDisk ? _disk : _root, $"f{_folders++}")).FullName;

    /// <summary>Takes a folder away between two runs. Where it is not in memory it is only moved: after mass deletes ext4 is up to ten times slower.</summary>
    public void Remove(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        if (InMemory)
        {
            Directory.Delete(folder, recursive: true);
        }
        else
        {
            Directory.Move(folder, Path.Combine(NewFolder(), "removed"));
        }
    }

    /// <summary>Gives back the space of a scenario.</summary>
    public void Clear()
    {
        string[] folders = [.. Directory.EnumerateDirectories(_root, "f*"), .. Directory.EnumerateDirectories(Served), _disk];
        foreach (var folder in folders.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Nginx?.Dispose();
        await Service.DisposeAsync();
        foreach (var folder in (string[])[_root, _disk])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
