namespace Fireworks.Datasets.Settings;

/// <summary>
/// The table of all settings. Each property declares name, default and allowed values of one setting, and reads it. The values can be
/// relied on only after <see cref="SettingsReader"/> has found no problem.
/// </summary>
internal sealed record FetchSettings(SettingValues Values)
{
    /// <summary>All defaults, on a machine without environment variables and home directory.</summary>
    public FetchSettings()
        : this(new SettingValues(_ => null, new MachineEnvironment(_ => null, HomeDirectory: null, Platform.Linux), projectDirectory: null))
    {
    }

    /// <summary>Whether the package does anything. The targets decide that before; here the setting is only checked.</summary>
    public bool Enabled { get; init; } = Values.Flag(otherwise: true);

    /// <summary>The account of datasets that name none; <see langword="null"/> where it is not given.</summary>
    public string? AccountId { get; init; } = Values.Account();

    public ServiceAddress Service { get; init; } = ServiceAddress.Read(Values, "BaseUrl");

    /// <summary>The name of the environment variable that holds the API key.</summary>
    public string ApiKeyVariable { get; init; } = Values.VariableName(SettingValues.DefaultKeyVariable);

    /// <summary>Whether the project sets the property FireworksApiKey, which is an error. The targets do not pass on the key itself.</summary>
    public bool HasApiKey { get; init; } = Values.NoSecret("ApiKey");

    /// <summary>Full path of the content store; <see langword="null"/> where none is to be used.</summary>
    public string? CacheDirectory { get; init; } = CachePlace.Read(Values);

    /// <summary>Whether the user chose the content store's folder. Only then is it worth a warning if it cannot be used.</summary>
    public bool CacheAskedFor { get; init; } = (Values.Given(nameof(CacheDirectory)) ?? Values[SettingVariable.Cache]) is not null;

    /// <summary>Full path; <see langword="null"/> where contents are not pinned, and a path is then not even checked.</summary>
    public string? LockFilePath { get; init; } = Values.Flag(otherwise: true, "UseLockFile") ? Values.Path() : null;

    /// <summary>Whether the lock file is not written, and what it lacks is an error; <see langword="null"/> where not given.</summary>
    public bool? LockedMode { get; init; } = Values.Flag();

    /// <summary>The value that counts where <see cref="LockedMode"/> is not given. An update takes precedence over it.</summary>
    public bool LockedModeDefault { get; init; } = Values.ForeignFlag();

    public UpdateScope Update { get; init; } = UpdateScope.Read(Values);

    public bool Offline { get; init; } = Values.Flag(otherwise: false);

    /// <summary>The most connections at the same time.</summary>
    public int MaxConcurrency { get; init; } = Values.Number(otherwise: 8, least: 1, most: 64);

    /// <summary>The most retries of one request without progress between them.</summary>
    public int MaxRetries { get; init; } = Values.Number(otherwise: 8, least: 0, most: 1000);

    /// <summary>A connection on which no byte arrives for this long is dropped. The time begins before the connection is made.</summary>
    public TimeSpan StallTimeout { get; init; } = Values.Seconds(otherwise: 60, least: 1, most: 86_400);

    public bool Provenance { get; init; } = Values.Flag(otherwise: true);

    /// <summary>Base URL of the remote cache, whose path ends with <c>/</c>; <see langword="null"/> where none is to be used.</summary>
    public Uri? RemoteCache { get; init; } = Values.Address(SettingVariable.RemoteCache);

    public bool RemoteCacheReadOnly { get; init; } = Values.Flag(otherwise: false);

    /// <summary>The name of the environment variable with the remote cache's bearer token; <see langword="null"/> where none is sent.</summary>
    public string? RemoteCacheTokenVariable { get; init; } = Values.VariableName();

    public TimeSpan PruneOlderThan { get; init; } = Values.Days(otherwise: 30, least: 0, most: 36_500);

    /// <summary>The <c>readMask</c> of requests to the service; <see langword="null"/> where none is sent.</summary>
    public string? ReadMask { get; init; } = Values.Text();

    /// <summary>Whether locked mode applies to this dataset. It never applies to a dataset that is being updated.</summary>
    public bool IsLocked(DatasetKey dataset) =>
        LockFilePath is not null && (LockedMode ?? LockedModeDefault) && !Update.Includes(dataset);
}
