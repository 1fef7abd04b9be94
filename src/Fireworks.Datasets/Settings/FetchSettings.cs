namespace Fireworks.Datasets.Settings;

/// <summary>
/// The table of all settings: a line declares name, default and what is allowed, and reads the setting. What the user typed is
/// checked and completed with defaults only after <see cref="SettingsReader"/> has found nothing wrong.
/// </summary>
internal sealed record FetchSettings(SettingValues Values)
{
    /// <summary>All defaults, on a machine that says nothing.</summary>
    public FetchSettings()
        : this(new SettingValues(_ => null, new MachineEnvironment(_ => null, HomeDirectory: null, Platform.Linux), projectDirectory: null))
    {
    }

    /// <summary>Only checked: whether the package does anything is decided before.</summary>
    public bool Enabled { get; init; } = Values.Flag(otherwise: true);

    /// <summary>Account of datasets that name none; <see langword="null"/> where not given.</summary>
    public string? AccountId { get; init; } = Values.Account();

    public ServiceAddress Service { get; init; } = ServiceAddress.Read(Values, "BaseUrl");

    /// <summary>Name of the environment variable with the API key.</summary>
    public string ApiKeyVariable { get; init; } = Values.VariableName(otherwise: "FIREWORKS_API_KEY");

    /// <summary>Only checked: a project has a property FireworksApiKey, which would hold the key itself. Its value never comes here.</summary>
    public bool HasApiKey { get; init; } = Values.NoSecret("ApiKey");

    /// <summary>Full path of the content store; <see langword="null"/>: no store.</summary>
    public string? CacheDirectory { get; init; } = CachePlace.Read(Values);

    /// <summary>The user named the store's place, so that one which cannot be used is worth a warning.</summary>
    public bool CacheAskedFor { get; init; } = (Values.Given(nameof(CacheDirectory)) ?? Values[SettingVariable.Cache]) is not null;

    /// <summary>Full path; <see langword="null"/>: contents are not pinned. Where a project uses no lock file, its path is not looked at.</summary>
    public string? LockFilePath { get; init; } = Values.Flag(otherwise: true, "UseLockFile") ? Values.Path() : null;

    /// <summary>The lock file is not written, and what is missing from it is an error; <see langword="null"/> where not given.</summary>
    public bool? LockedMode { get; init; } = Values.Flag();

    /// <summary>What holds where <see cref="LockedMode"/> is not given; an update wins over it.</summary>
    public bool LockedModeDefault { get; init; } = Values.ForeignFlag();

    public UpdateScope Update { get; init; } = UpdateScope.Read(Values);

    public bool Offline { get; init; } = Values.Flag(otherwise: false);

    /// <summary>Connections at once.</summary>
    public int MaxConcurrency { get; init; } = Values.Number(otherwise: 8, least: 1, most: 64);

    /// <summary>Retries of one request without progress between them.</summary>
    public int MaxRetries { get; init; } = Values.Number(otherwise: 8, least: 0, most: 1000);

    /// <summary>A connection without a byte for so long is dropped.</summary>
    public TimeSpan StallTimeout { get; init; } = Values.Seconds(otherwise: 60, least: 1, most: 86_400);

    public bool Provenance { get; init; } = Values.Flag(otherwise: true);

    /// <summary>Base of the shared content store, path ending with <c>/</c>; <see langword="null"/>: none.</summary>
    public Uri? RemoteCache { get; init; } = Values.Address(SettingVariable.RemoteCache);

    public bool RemoteCacheReadOnly { get; init; } = Values.Flag(otherwise: false);

    /// <summary>Name of the environment variable with its bearer token.</summary>
    public string? RemoteCacheTokenVariable { get; init; } = Values.VariableName();

    public TimeSpan PruneOlderThan { get; init; } = Values.Days(otherwise: 30, least: 0, most: 36_500);

    /// <summary>Passed on to the service; <see langword="null"/>: not sent.</summary>
    public string? ReadMask { get; init; } = Values.Text();

    /// <summary>Locked mode for this dataset: one that is updated is not locked, whatever the others are.</summary>
    public bool IsLocked(DatasetKey dataset) =>
        LockFilePath is not null && (LockedMode ?? LockedModeDefault) && !Update.Includes(dataset);
}
