using System.Security.Cryptography;

namespace Fireworks.Datasets.Emulator;

/// <summary>
/// The Fireworks dataset service on 127.0.0.1, with a storage of its own origin behind signed URLs that are really
/// verified, a journal of all requests and a script of faults. Each instance is a world of its own.
/// </summary>
public sealed class FireworksEmulator : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly AccessRules _access = new();
    private readonly DatasetCatalog _catalog;
    private readonly UrlSigner _signer;
    private LoopbackServer? _service;
    private LoopbackServer? _storage;

    private FireworksEmulator(EmulatorOptions options)
    {
        Options = options;
        ApiKey = options.ApiKey ?? "fw_emulator_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _access.AddKey(ApiKey);
        _catalog = new DatasetCatalog(options.Clock);
        _signer = new UrlSigner(options);
    }

    public EmulatorOptions Options { get; }

    /// <summary>The key that the service accepts.</summary>
    public string ApiKey { get; }

    /// <summary>The service's root, without a slash at the end: what a user would set as base URL.</summary>
    public string Url { get; private set; } = "";

    /// <inheritdoc cref="Url"/>
    public Uri BaseUrl => new(Url);

    /// <summary>The storage's origin: another one than the service's.</summary>
    public string StorageUrl { get; private set; } = "";

    /// <summary>Host and port of the storage.</summary>
    public string StorageHost => new Uri(StorageUrl).Authority;

    public RequestJournal Journal { get; } = new();
    public FaultScript Faults { get; } = new();

    public static async Task<FireworksEmulator> StartAsync(EmulatorOptions? options = null)
    {
        FireworksEmulator emulator = new(options ?? new EmulatorOptions());
        await emulator.ListenAsync();
        return emulator;
    }

    /// <summary>A new, empty dataset, in the place of one of that name.</summary>
    public EmulatedDataset AddDataset(string account, string dataset) => _catalog.Add(account, dataset);

    public void RemoveDataset(string account, string dataset) => _catalog.Remove(account, dataset);

    /// <summary>Serves <c>{root}/{account}/{dataset}/**</c>, as it is on disk at each request.</summary>
    public void AddFolder(string root) => _catalog.AddFolder(root);

    /// <summary>No key may read this account: 403.</summary>
    public void ForbidAccount(string account) => _access.Forbid(account);

    /// <summary>Accepts another key, too.</summary>
    public void AddKey(string key) => _access.AddKey(key);

    /// <summary>Accepts this key no longer: 401.</summary>
    public void RevokeKey(string key) => _access.RevokeKey(key);

    /// <summary>Every URL given out so far is answered as expired, as after a rotation of the storage's keys.</summary>
    public void RevokeAllUrls() => _signer.RevokeAll();

    /// <summary>A URL as the service would give out now.</summary>
    public string SignedUrl(string account, string dataset, string file) =>
        StorageUrl + _signer.Sign(StorageHost, StoragePath.Encode(account, dataset, file, Options.EscapeEveryByte));

    /// <summary>Stops listening: the service and the storage are then not reachable.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await (_service?.DisposeAsync() ?? default);
        await (_storage?.DisposeAsync() ?? default);
    }

    private async Task ListenAsync()
    {
        ObjectStorage objects = new(_catalog, _signer, Options);
        var storage = Pipeline(RouteStorage, objects.Answer, (request, answer) => answer with
        {
            BytesPerSecond = answer.BytesPerSecond ?? Options.BytesPerSecondPerConnection,
            Delay = answer.Delay + Options.StorageLatency,
        });
        _storage = await LoopbackServer.StartAsync(0, Options.StorageCertificate, storage.HandleAsync);
        StorageUrl = _storage.Url;

        DatasetService datasets = new(_catalog, _access, SignedUrl);
        var service = Pipeline(
            request => ApiPath.Route(request, Options.BasePath),
            datasets.Answer,
            (request, answer) => answer with { Delay = answer.Delay + Options.ApiLatency });
        _service = await LoopbackServer.StartAsync(Options.Port, Options.Certificate, service.HandleAsync);
        Url = _service.Url + Options.BasePath;
    }

    private RequestPipeline Pipeline(
        Func<ServiceRequest, ServiceRequest> route, Func<ServiceRequest, Answer> answer, Func<ServiceRequest, Answer, Answer> shape) =>
        new(route, answer, shape, Faults, Journal, Options, Replace, _disposed.Token);

    private static ServiceRequest RouteStorage(ServiceRequest request)
    {
        var routed = request with { Kind = RequestKind.Storage };
        return StoragePath.Decode(request.Path) is { } path
            ? routed with { Account = path.Account, Dataset = path.Dataset, File = path.File }
            : routed;
    }

    private void Replace(ServiceRequest request, Func<StoredObject, (ObjectContent Content, ObjectOptions Options)> replacement)
    {
        var dataset = _catalog.FindWritten(request.Account ?? "", request.Dataset ?? "")
            ?? throw new InvalidOperationException("Only a file of a dataset that was added by AddDataset can be replaced.");
        if (((IDatasetSource)dataset).Find(request.File ?? "") is { } old)
        {
            var (content, options) = replacement(old);
            dataset.Put(request.File!, content, options);
        }
    }
}
