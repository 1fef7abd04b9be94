using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>The whole engine on real sockets, with a store and a dataset acme/eval: each fetch is an update, and so asks the service.</summary>
internal sealed class EngineScene : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private EngineScene(FireworksEmulator service)
    {
        Service = service;
        Dataset = service.AddDataset("acme", "eval");
        Settings = new FetchSettings
        {
            Service = new(new Uri(service.Url + "/"), AllowsMachineKey: false),
            CacheDirectory = _folder["store"],
            CacheAskedFor = true,
            MaxRetries = 3,
            Update = UpdateScope.All,
            StallTimeout = TimeSpan.FromSeconds(60),
        };
    }

    public FireworksEmulator Service { get; }

    public EmulatedDataset Dataset { get; }

    public FetchSettings Settings { get; set; }

    public RecordingLog Log { get; } = new();

    public TimeProvider Time { get; set; } = new HastyTimeProvider();

    public FileFilter Filter { get; set; } = FileFilter.All;

    /// <summary>Variables of the environment, beside the key.</summary>
    public (string, string)[] Variables { get; set; } = [];

    /// <summary>Other datasets of acme that are fetched in the same run.</summary>
    public string[] Others { get; set; } = [];

    /// <summary>Where files arrive; somewhere in the scene's own folder unless told otherwise.</summary>
    public string? Destination { get; set; }

    public string Folder => _folder.Path;

    public string Store => _folder["store"];

    public int StorageRequests => Service.Journal.Storage.Count();

    public static async Task<EngineScene> StartAsync() => new(await FireworksEmulator.StartAsync());

    public string InPlace(string name, string dataset = "eval") => Path.Join(Destination ?? _folder["obj"], "acme", dataset, name);

    public async Task<FetchOutcome> FetchAsync(CancellationToken cancellationToken)
    {
        var machine = FakeMachine.With(home: null, [("FIREWORKS_API_KEY", Service.ApiKey), .. Variables]);
        var services = new FetchServices(machine, Time, () => 0, settings => TransportHandler.Create(settings.MaxConcurrency, machine));
        var lockFile = Settings.LockFilePath is { } path ? LockFile.Read(path) : LockFile.Empty;
        return await new DatasetFetcher(Settings, lockFile, services, Log).FetchAsync([Request("eval"), .. Others.Select(Request)], cancellationToken);
    }

    /// <returns>The one problem that it ends in.</returns>
    public async Task<Diagnostic> FailAsync(CancellationToken cancellationToken)
    {
        var failure = await Assert.ThrowsExactlyAsync<DatasetException>(() => FetchAsync(cancellationToken));
        return failure.Diagnostics.Single();
    }

    /// <summary>Partial files that the next run can go on from.</summary>
    public string[] Sidecars() => Directory.Exists(Path.Join(Store, "partials")) ? Directory.GetFiles(Path.Join(Store, "partials"), "*.json") : [];

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _folder.Dispose();
    }

    private DatasetRequest Request(string dataset)
    {
        var key = new DatasetKey(new("acme", dataset), Lineage: false);
        return new(key, Filter, Floating: false, DatasetLocation.Under(Destination ?? _folder["obj"], key));
    }
}
