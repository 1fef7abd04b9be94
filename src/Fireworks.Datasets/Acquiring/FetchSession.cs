using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Cache.Remote;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Secrets;
using Fireworks.Datasets.Service;
using Fireworks.Datasets.Service.Credentials;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Transfers;

namespace Fireworks.Datasets.Acquiring;

/// <summary>
/// What all transfers of one run share: connections, the content store, and the API key. A run creates it only when something is
/// missing. It opens connections and reads the key only when they are first needed, so never in an offline run.
/// </summary>
internal sealed class FetchSession : IDisposable
{
    private readonly FetchServices _services;
    private readonly Lazy<HttpTransport> _transport;
    private readonly Lazy<FileDownloader> _downloader;
    private readonly Lazy<DatasetApi> _api;
    private readonly Lazy<BearerToken> _key;
    private readonly Lazy<RemoteCache?> _remoteCache;

    public FetchSession(FetchSettings settings, FetchServices services, IFetchLog log)
    {
        (Settings, _services, Log) = (settings, services, new BoundedLog(log));
        Retrier = new(new(settings.MaxRetries), services.Time, services.Random, Log);
        _key = new(FindKey);
        _transport = new(() => new(services.CreateHandler(settings), services.Time));
        _api = new(() => new(_transport.Value, Retrier, new(settings.Service.Root, settings.ReadMask, settings.StallTimeout), () => _key.Value));
        _downloader = new(() => new(_transport.Value, Retrier, new(settings.MaxConcurrency, settings.StallTimeout), Log, new(settings.MaxConcurrency)));
        Store = settings.CacheDirectory is { } directory ? ContentStore.Open(directory, settings.CacheAskedFor, Log, services.Time) : null;
        _remoteCache = new(CreateRemoteCache);
        Progress = new();
    }

    public FetchSettings Settings { get; }

    public IFetchLog Log { get; }

    public ContentStore? Store { get; }

    public RemoteCache? RemoteCache => _remoteCache.Value;

    public Retrier Retrier { get; }

    public TransferProgress Progress { get; }

    /// <summary>How long another build that downloads a file may make no progress. It gets the time of two stalls, so that it can notice its own and try again.</summary>
    private TimeSpan PatienceWithAnotherBuild => 2 * Settings.StallTimeout;

    public FileDownloader Downloader => _downloader.Value;

    /// <summary>Logs the progress of the run at intervals, until disposed.</summary>
    public ProgressReporter ReportProgress(IReadOnlyList<DatasetAcquisition> datasets) => new(
        datasets is [{ Key.Name: { } only }] ? $"{only.Account}/{only.Dataset}" : $"{datasets.Count} datasets", Progress, Log, _services.Time);

    /// <summary>Asks the service for a dataset's files. The result asks again where signed URLs must be renewed.</summary>
    public async Task<SignedUrls> ResolveAsync(DatasetKey key, CancellationToken cancellationToken)
    {
        var listing = await _api.Value.GetDownloadEndpointAsync(key, cancellationToken).ConfigureAwait(false);
        return new(key, listing, token => _api.Value.GetDownloadEndpointAsync(key, token), _services.Time);
    }

    /// <summary>Shuffles files where machines share a remote cache, so that they do not all fetch the same files first.</summary>
    public void Spread<T>(Span<T> files)
    {
        if (Settings.RemoteCache is not null)
        {
            FetchOrder.Shuffle(files, _services.Random);
        }
    }

    /// <summary>Creates a client for single requests to storage that are not downloads.</summary>
    public StorageClient Storage(SignedUrls urls, RemoteFile file) => new(_transport.Value, urls, file, Settings.StallTimeout, Log);

    /// <summary>Takes the lock that is held while a file is downloaded, so that simultaneous builds download it once.</summary>
    /// <returns>The lock; <see langword="null"/> where this build must go on without it.</returns>
    public ValueTask<RemoteFileLock?> LockAsync(RemoteFileId file, string what, CancellationToken cancellationToken) => Store is null
        ? new((RemoteFileLock?)null)
        : RemoteFileLock.AcquireAsync(Store, file, what, PatienceWithAnotherBuild, cancellationToken);

    public void Dispose()
    {
        Store?.Dispose();
        if (_transport.IsValueCreated)
        {
            _transport.Value.Dispose();
        }

        if (_remoteCache.IsValueCreated)
        {
            _remoteCache.Value?.Dispose();
        }
    }

    /// <summary>The remote cache has its own connections, so that none of them ever carries the Fireworks API key.</summary>
    private RemoteCache? CreateRemoteCache() => RemoteCacheOptions.From(Settings, _services.Machine, Log) is { } options
        ? new(options, _services.CreateHandler(Settings), _services.Time, Log)
        : null;

    private BearerToken FindKey()
    {
        var key = new CredentialSource(_services.Machine, Settings).FindKey();
        Log.Hide(key.Reveal());
        if (key.Announcement(Settings.ApiKeyVariable) is { } announcement)
        {
            Log.Message(MessageLevel.High, announcement);
        }

        return key;
    }
}
