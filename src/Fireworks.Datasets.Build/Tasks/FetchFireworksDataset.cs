using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Service.Credentials;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>
/// Brings one Fireworks AI dataset into a folder. What is already there, as it was fetched, is not fetched again.
/// Every setting is text and is read by the task, so that a wrong one is FWDS1005 that says what is allowed.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class FetchFireworksDataset : FireworksTask, IIncrementalTask
{
    /// <summary><c>&lt;dataset&gt;</c>, <c>&lt;account&gt;/&lt;dataset&gt;</c> or <c>accounts/&lt;account&gt;/datasets/&lt;dataset&gt;</c>.</summary>
    /// <remarks>An item, because an item knows its project's folder: also in an imported file and in a multi-threaded build.</remarks>
    [Required]
    public ITaskItem Dataset { get; set; } = null!;

    /// <summary>Account id, where <see cref="Dataset"/> carries none. Default: FIREWORKS_ACCOUNT_ID, then <c>auth.ini</c>.</summary>
    public string? Account { get; set; }

    /// <summary><c>true</c>: the whole lineage chain. Default: <c>false</c>.</summary>
    public string? Lineage { get; set; }

    /// <summary>Where the files go, relative to the project. Default: <c>obj/fireworks-datasets/&lt;account&gt;/&lt;dataset&gt;[+lineage]/</c>.</summary>
    public string? DestinationFolder { get; set; }

    /// <summary><c>;</c>-separated globs of files to take. Default: <c>**</c>.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary><c>;</c>-separated globs of files to leave.</summary>
    public ITaskItem[] ExcludeFiles { get; set; } = [];

    /// <summary>Passed on to the service as <c>readMask</c>. Default: not sent.</summary>
    public string? ReadMask { get; set; }

    /// <summary>Service root. Default: FIREWORKS_BASE_URL, else <c>https://api.fireworks.ai</c>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Name of the environment variable with the API key. Default: FIREWORKS_API_KEY.</summary>
    public string? ApiKeyVariable { get; set; }

    /// <summary>Machine-wide content store; <c>none</c>: no store. Default: FIREWORKS_DATASETS_CACHE, else the platform's place for caches.</summary>
    public string? CacheDirectory { get; set; }

    /// <summary>Base URL of a shared HTTP content store. Default: FIREWORKS_DATASETS_REMOTE_CACHE, else none.</summary>
    public string? RemoteCache { get; set; }

    /// <summary><c>true</c>: the remote cache is never written to. Default: <c>false</c>.</summary>
    public string? RemoteCacheReadOnly { get; set; }

    /// <summary>Name of the environment variable with the remote cache's bearer token. Default: none.</summary>
    public string? RemoteCacheTokenVariable { get; set; }

    /// <summary>Lock file, relative to the project. Default: none; then what was fetched stays until <see cref="Update"/> or Clean.</summary>
    public string? LockFilePath { get; set; }

    /// <summary><c>true</c>: the lock file is not written, and what is missing from it is FWDS4002. Default: <c>false</c>.</summary>
    public string? LockedMode { get; set; }

    /// <summary><c>true</c>, or a list of dataset ids: ask the service again. Default: <c>false</c>.</summary>
    public string? Update { get; set; }

    /// <summary><c>true</c>: no network. Default: <c>false</c>.</summary>
    public string? Offline { get; set; }

    /// <summary>Connections at once, 1 to 64. Default: 8.</summary>
    public string? MaxConcurrency { get; set; }

    /// <summary>Retries of a request without progress between them. Default: 8.</summary>
    public string? MaxRetries { get; set; }

    /// <summary>Seconds after which a connection without a byte is dropped and resumed. Default: 60.</summary>
    public string? StallTimeoutSeconds { get; set; }

    /// <summary>All files in place, with metadata <c>Account</c>, <c>Dataset</c>, <c>File</c> (with <c>/</c>), <c>Sha256</c>, <c>Length</c>.</summary>
    [Output]
    public ITaskItem[] FetchedFiles { get; private set; } = [];

    /// <summary>Those of <see cref="FetchedFiles"/> that this run wrote.</summary>
    [Output]
    public ITaskItem[] ChangedFiles { get; private set; } = [];

    /// <inheritdoc/>
    public bool FailIfNotIncremental { get; set; }

    private protected override void Run(IFetchLog log, CancellationToken cancellationToken)
    {
        var reference = DatasetReference.Parse(Dataset.ItemSpec, Account);
        var projectDirectory = ProjectDirectoryOf(Dataset);
        var machine = FetchServices.Current.Machine;
        var settings = SettingsReader.Read(new(Parameter, machine, projectDirectory, areProperties: false));
        var lockFile = BuildFetch.ReadLockFile(settings);
        var resolved = new AccountResolver(machine, settings).Resolve(reference, lockFile.Datasets.Keys);
        var request = Request(new(resolved.Name, ReadLineage()), projectDirectory);
        if (FailIfNotIncremental)
        {
            BuildFetch.RequireUpToDate(settings, lockFile, [request], log);
        }

        FetchedFile[] files = [.. BuildFetch.Run(settings, lockFile, [request], [resolved], forTask: true, log, cancellationToken).For(request)];
        FetchedFiles = [.. files.Select(FileItem.Create)];
        ChangedFiles = [.. files.Where(file => file.Changed).Select(FileItem.Create)];
    }

    private DatasetRequest Request(DatasetKey key, string projectDirectory)
    {
        var location = string.IsNullOrWhiteSpace(DestinationFolder)
            ? DatasetLocation.Under(Path.Combine(projectDirectory, "obj", "fireworks-datasets"), key)
            : DatasetLocation.In(new PathSetting(FetchServices.Current.Machine.HomeDirectory, projectDirectory).Resolve(nameof(DestinationFolder), DestinationFolder), key);
        return new(key, new FileFilter(Patterns(Files), Patterns(ExcludeFiles), Dataset.ItemSpec), Floating: false, location);
    }

    private bool ReadLineage() => MSBuildBoolean.TryParse(Lineage, out var lineage)
        ? lineage ?? false
        : throw new DatasetException(Problem.InvalidSetting(nameof(Lineage), Lineage!, MSBuildBoolean.Allowed, Dataset.ItemSpec));

    private static string[] Patterns(ITaskItem[] items) => [.. items.Select(item => item.ItemSpec)];

    /// <summary>An item's full path is its spec below the project's folder, wherever the process stands.</summary>
    private static string ProjectDirectoryOf(ITaskItem item)
    {
        var directory = item.GetMetadata("FullPath");
        foreach (var _ in item.ItemSpec.Split('/'))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return directory;
    }
}
