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
/// What all transfers of one run share: connections, the content store, the key. Made only when something is missing,
/// and each part only when it is first needed: offline, no connection is ever opened.
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
        (Settings, _services, Log) = (settings, services, log);
        Retrier = new(new(settings.MaxRetries), services.Time, services.Random, log);
        _key = new(FindKey);
        _transport = new(() => new(services.CreateHandler(settings), services.Time));
        _api = new(() => new(_transport.Value, Retrier, new(settings.Service.Root, settings.ReadMask, settings.StallTimeout), () => _key.Value));
        _downloader = new(() => new(_transport.Value, Retrier, new(settings.MaxConcurrency, settings.StallTimeout), log, new(settings.MaxConcurrency)));
        Store = settings.CacheDirectory is { } directory ? ContentStore.Open(directory, settings.CacheAskedFor, log, services.Time) : null;
        _remoteCache = new(CreateRemoteCache);
        Progress = new();
    }

    public FetchSettings Settings { get; }

    public IFetchLog Log { get; }

    public ContentStore? Store { get; }

    public RemoteCache? RemoteCache => _remoteCache.Value;

    public Retrier Retrier { get; }

    public TransferProgress Progress { get; }

    public FileDownloader Downloader => _downloader.Value;

    /// <summary>Lines now and then, until disposed.</summary>
    public ProgressReporter ReportProgress(IReadOnlyList<DatasetAcquisition> datasets) => new(
        datasets is [{ Key.Name: { } only }] ? $"{only.Account}/{only.Dataset}" : $"{datasets.Count} datasets", Progress, Log, _services.Time);

    /// <summary>Asks the service for a dataset's files. Its signed URLs renew themselves.</summary>
    public async Task<SignedUrls> ResolveAsync(DatasetKey key, CancellationToken cancellationToken)
    {
        var listing = await _api.Value.GetDownloadEndpointAsync(key, cancellationToken).ConfigureAwait(false);
        return new(key, listing, token => _api.Value.GetDownloadEndpointAsync(key, token), _services.Time);
    }

    /// <summary>Puts files into an order of this run's own, where machines share a cache.</summary>
    public void Spread<T>(Span<T> files)
    {
        if (Settings.RemoteCache is not null)
        {
            FetchOrder.Shuffle(files, _services.Random);
        }
    }

    /// <summary>For a single question to storage, beside downloads.</summary>
    public StorageClient Storage(SignedUrls urls, RemoteFile file) => new(_transport.Value, urls, file, Settings.StallTimeout, Log);

    /// <summary>Held while a file is downloaded, so that builds side by side download it once.</summary>
    /// <returns><see langword="null"/>: this build downloads for itself.</returns>
    public ValueTask<RemoteFileLock?> LockAsync(RemoteFileId file, string what, CancellationToken cancellationToken) => Store is null
        ? new((RemoteFileLock?)null)
        : RemoteFileLock.AcquireAsync(Store, file, what, Settings.StallTimeout + Settings.StallTimeout, cancellationToken);

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

    /// <summary>With connections of its own: none of them ever carries the Fireworks key.</summary>
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
