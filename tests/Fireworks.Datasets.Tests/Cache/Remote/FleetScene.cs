using Fireworks.Datasets.Build.EndToEnd.Infra;
using Fireworks.Datasets.Cache.Remote;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Cache.Remote;

/// <summary>The service, a remote cache on a real nginx, and any number of agents, each with folders of its own.</summary>
internal sealed class FleetScene : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _agents;

    private FleetScene(FireworksEmulator service) => Service = service;

    public FireworksEmulator Service { get; }

    public Nginx Cache { get; private set; } = null!;

    /// <summary>acme/eval, empty at first.</summary>
    public EmulatedDataset Dataset { get; private set; } = null!;

    public int Transfers => Service.Journal.Storage.Count();

    public int Resolves => Service.Journal.Api.Count();

    /// <inheritdoc cref="Nginx.StartAsync"/>
    public static async Task<FleetScene> StartAsync(string maxBody = "100g", int? fullAfterKiB = null)
    {
        var scene = new FleetScene(await FireworksEmulator.StartAsync());
        try
        {
            scene.Dataset = scene.Service.AddDataset("acme", "eval");
            scene.Cache = await Nginx.StartAsync(Repository.Root, scene._folder["nginx"], maxBody, fullAfterKiB);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>An agent with an empty disk, the key, and the token that may write.</summary>
    public FleetAgent Agent() => new(this, _folder[$"agent{Interlocked.Increment(ref _agents)}"]);

    /// <summary>A lock file that pins the dataset as it is, as a developer has committed it.</summary>
    public async Task<string> LockFileAsync()
    {
        var developer = Agent() with { RemoteCache = null };
        await developer.FetchAsync();
        Service.Journal.Clear();
        return developer.LockFile;
    }

    /// <summary>Requests that the cache answered. Ends it.</summary>
    public async Task<IReadOnlyList<NginxRequest>> CacheRequestsAsync()
    {
        await Cache.StopAsync();
        return Cache.Requests;
    }

    public async ValueTask DisposeAsync()
    {
        if (Cache is not null)
        {
            await Cache.DisposeAsync();
        }

        await Service.DisposeAsync();
        _folder.Dispose();
    }
}
