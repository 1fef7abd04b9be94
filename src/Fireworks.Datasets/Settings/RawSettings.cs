namespace Fireworks.Datasets.Settings;

/// <summary>Settings as the user typed them, before any check. Empty counts as not given.</summary>
internal sealed record RawSettings
{
    /// <summary>Full path: what relative paths are relative to.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>Messages name properties (<c>FireworksDatasetsOffline</c>); else parameters of the task (<c>Offline</c>).</summary>
    public bool AreProperties { get; init; } = true;

    /// <summary>Only checked: whether the package does anything is decided before.</summary>
    public string? Enabled { get; init; }

    public string? AccountId { get; init; }

    public string? BaseUrl { get; init; }

    public string? ApiKeyVariable { get; init; }

    /// <summary>A project has a property FireworksApiKey, which would hold the key itself. Its value never comes here.</summary>
    public bool HasKeyProperty { get; init; }

    public string? CacheDirectory { get; init; }

    public string? UseLockFile { get; init; }

    public string? LockFilePath { get; init; }

    public string? LockedMode { get; init; }

    /// <summary>What holds where <see cref="LockedMode"/> is not given; an update wins over it.</summary>
    public string? LockedModeDefault { get; init; }

    public string? Update { get; init; }

    public string? Offline { get; init; }

    public string? MaxConcurrency { get; init; }

    public string? MaxRetries { get; init; }

    public string? StallTimeoutSeconds { get; init; }

    public string? Provenance { get; init; }

    public string? RemoteCache { get; init; }

    public string? RemoteCacheReadOnly { get; init; }

    public string? RemoteCacheTokenVariable { get; init; }

    public string? PruneOlderThanDays { get; init; }

    public string? ReadMask { get; init; }

    /// <summary>The name under which the user knows a setting.</summary>
    public string NameOf(string setting) => !AreProperties
        ? setting
        : setting is nameof(AccountId) or nameof(BaseUrl) or nameof(ApiKeyVariable) ? $"Fireworks{setting}" : $"FireworksDatasets{setting}";
}
