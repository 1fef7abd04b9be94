using Fireworks.Datasets.Identity;

namespace Fireworks.Datasets.Settings;

/// <summary>Settings that were checked and completed with their defaults.</summary>
internal sealed record FetchSettings
{
    public required ServiceAddress Service { get; init; }

    /// <summary>Name of the environment variable with the API key.</summary>
    public string ApiKeyVariable { get; init; } = "FIREWORKS_API_KEY";

    /// <summary>Account of datasets that name none; <see langword="null"/> where not given.</summary>
    public string? AccountId { get; init; }

    /// <summary>Full path of the content store; <see langword="null"/>: no store.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>The user named the store's place, so that one which cannot be used is worth a warning.</summary>
    public bool CacheAskedFor { get; init; }

    /// <summary>Full path; <see langword="null"/>: contents are not pinned.</summary>
    public string? LockFilePath { get; init; }

    /// <summary>The lock file is not written, and what is missing from it is an error.</summary>
    public bool LockedMode { get; init; }

    /// <summary>Locked mode for this dataset: one that is updated is not locked, whatever the others are.</summary>
    public bool IsLocked(DatasetKey dataset) => LockedMode && !Update.Includes(dataset);

    public UpdateScope Update { get; init; } = UpdateScope.None;

    public bool Offline { get; init; }

    /// <summary>Connections at once, 1 to 64.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>Retries of one request without progress between them.</summary>
    public int MaxRetries { get; init; } = 8;

    /// <summary>A connection without a byte for so long is dropped.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public bool Provenance { get; init; } = true;

    /// <summary>Base of the shared content store, path ending with <c>/</c>; <see langword="null"/>: none.</summary>
    public Uri? RemoteCache { get; init; }

    public bool RemoteCacheReadOnly { get; init; }

    /// <summary>Name of the environment variable with its bearer token.</summary>
    public string? RemoteCacheTokenVariable { get; init; }

    public TimeSpan PruneOlderThan { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Passed on to the service; <see langword="null"/>: not sent.</summary>
    public string? ReadMask { get; init; }
}
