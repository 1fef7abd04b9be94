using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Service.Credentials;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>
/// Fetches one Fireworks AI dataset into a folder. Files that are there as they were fetched are not fetched again. Each setting is text
/// that the task itself reads: a value that is not valid is the error FWDS1005, whose message says what is allowed.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class FetchFireworksDataset : FireworksTask, IIncrementalTask
{
    /// <summary>
    /// The dataset: <c>&lt;dataset&gt;</c>, <c>&lt;account&gt;/&lt;dataset&gt;</c> or
    /// <c>accounts/&lt;account&gt;/datasets/&lt;dataset&gt;</c>. FWDS1003 where it is none of these.
    /// </summary>
    /// <remarks>
    /// This is an item and no string, because an item knows the folder of its project, even in an imported file and in a multi-threaded
    /// build.
    /// </remarks>
    [Required]
    public ITaskItem Dataset { get; set; } = null!;

    /// <summary>
    /// The account id, where <see cref="Dataset"/> names none. Default: that of the lock file's only entry for the dataset, else
    /// FIREWORKS_ACCOUNT_ID, else <c>account_id</c> of <c>auth.ini</c>. FWDS1004 where none of them is given, FWDS1002 where it is no id.
    /// </summary>
    public string? Account { get; set; }

    /// <summary><c>true</c>: the whole lineage chain is fetched, that is, also the datasets that it continues. Default: <c>false</c>.</summary>
    public string? Lineage { get; set; }

    /// <summary>
    /// The folder of the files: a full path, one that starts with <c>~/</c>, or one relative to the project. Default:
    /// <c>obj/fireworks-datasets/&lt;account&gt;/&lt;dataset&gt;[+lineage]/</c> in the project. A folder with a project or a repository
    /// of its own, or above this project, takes only files that <see cref="Files"/> names literally (FWDS1005).
    /// </summary>
    public string? DestinationFolder { get; set; }

    /// <summary>
    /// The files to take, as globs separated by <c>;</c>. Case counts. Default: <c>**</c>, all files. FWDS2008 where no file matches.
    /// </summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The files not to take, as globs separated by <c>;</c>. They win over <see cref="Files"/>. Default: none.</summary>
    public ITaskItem[] ExcludeFiles { get; set; } = [];

    /// <summary>The <c>readMask</c> of requests to the service. Default: none is sent.</summary>
    public string? ReadMask { get; set; }

    /// <summary>
    /// The root URL of the service, without user, query and fragment: https, or http on a loopback host (else FWDS3004). Default:
    /// FIREWORKS_BASE_URL, else <c>https://api.fireworks.ai</c>.
    /// </summary>
    public string? BaseUrl { get; set; }

    /// <summary>
    /// The name of the environment variable that holds the API key, and never the key itself. Default: FIREWORKS_API_KEY. Where the
    /// variable is not set, the key is <c>api_key</c> of <c>auth.ini</c>, which is never sent to a host that only <see cref="BaseUrl"/>
    /// names. FWDS1001 where a key is needed and there is none.
    /// </summary>
    public string? ApiKeyVariable { get; set; }

    /// <summary>
    /// The folder of the machine-wide content store: a full path, one that starts with <c>~/</c>, or one relative to the project;
    /// <c>none</c> turns the store off. Default: FIREWORKS_DATASETS_CACHE, else the platform's folder for caches. The warning FWDS5005
    /// where the store cannot be used.
    /// </summary>
    public string? CacheDirectory { get; set; }

    /// <summary>
    /// The base URL of a remote cache, under the same rules as <see cref="BaseUrl"/>. Default: FIREWORKS_DATASETS_REMOTE_CACHE, else
    /// none. The warning FWDS5006 where the cache cannot be used.
    /// </summary>
    public string? RemoteCache { get; set; }

    /// <summary><c>true</c>: nothing is written to the remote cache. Default: <c>false</c>.</summary>
    public string? RemoteCacheReadOnly { get; set; }

    /// <summary>The name of the environment variable that holds the remote cache's bearer token. Default: none is sent.</summary>
    public string? RemoteCacheTokenVariable { get; set; }

    /// <summary>
    /// The lock file: a full path, one that starts with <c>~/</c>, or one relative to the project. Default: none, and files that were
    /// fetched stay as they are until <see cref="Update"/> or Clean. FWDS4001 where the service has other contents than the lock file,
    /// FWDS4003 where the lock file cannot be used.
    /// </summary>
    public string? LockFilePath { get; set; }

    /// <summary>
    /// <c>true</c>: the lock file is never written, and FWDS4002 where it lacks the digest of a file. It needs <see cref="LockFilePath"/>
    /// and contradicts <see cref="Update"/> (FWDS1005). Default: <c>false</c>.
    /// </summary>
    public string? LockedMode { get; set; }

    /// <summary>
    /// <c>true</c>, or dataset ids separated by <c>;</c> or <c>,</c>: the service is asked again for these datasets, and their entries in
    /// the lock file are rewritten. It contradicts <see cref="Offline"/> (FWDS1005). Default: <c>false</c>.
    /// </summary>
    public string? Update { get; set; }

    /// <summary>
    /// <c>true</c>: no network is used. FWDS4006 where a file is neither in place nor in the content store. Default: <c>false</c>.
    /// </summary>
    public string? Offline { get; set; }

    /// <summary>The most connections at the same time, 1 to 64. Default: 8.</summary>
    public string? MaxConcurrency { get; set; }

    /// <summary>The most retries of a request without progress between them, 0 to 1000. Default: 8.</summary>
    public string? MaxRetries { get; set; }

    /// <summary>
    /// The time in seconds, 1 to 86400, after which a connection on which no byte arrives is dropped and its request retried. Default: 60.
    /// </summary>
    public string? StallTimeoutSeconds { get; set; }

    /// <summary>
    /// The files in place that this call asked for, as full paths with the metadata <c>Account</c>, <c>Dataset</c>, <c>File</c> (the name
    /// in the dataset, with <c>/</c>), <c>Sha256</c> (64 hexadecimal digits) and <c>Length</c> (in bytes).
    /// </summary>
    [Output]
    public ITaskItem[] FetchedFiles { get; private set; } = [];

    /// <summary>Those of <see cref="FetchedFiles"/> that this call wrote.</summary>
    [Output]
    public ITaskItem[] ChangedFiles { get; private set; } = [];

    /// <summary>MSBuild sets this for its option <c>-question</c>. FWDS6003 where the dataset is not up to date. Default: false.</summary>
    public bool FailIfNotIncremental { get; set; }

    private protected override void Run(IFetchLog log, CancellationToken cancellationToken)
    {
        var projectDirectory = ProjectDirectoryOf(Dataset);
        var machine = FetchServices.Current.Machine;
        var settings = SettingsReader.Read(new(Parameter, machine, projectDirectory, areProperties: false), log);
        var reference = DatasetReference.Parse(Dataset.ItemSpec, Account);
        var lockFile = BuildFetch.ReadLockFile(settings);
        var resolved = new AccountResolver(machine, settings).Resolve(reference, lockFile.Datasets.Keys);
        var request = Request(new(resolved.Name, ReadLineage()), projectDirectory);
        if (FailIfNotIncremental)
        {
            BuildFetch.RequireUpToDate(settings, lockFile, [request], log);
        }

        var excludes = new GlobExcludes(projectDirectory);
        FetchedFile[] files;
        try
        {
            files = [.. BuildFetch.Run(settings, lockFile, [request], [resolved], forTask: true, log, cancellationToken).For(request)];
        }
        catch (DatasetException) when (DatasetState.Read(request.Location.StateFile) is { } state)
        {
            // A failed fetch keeps files that match the lock file.
            excludes.Add(request.Location, [.. state.Files.Where(file => file.Value is not null).Select(file => file.Key)]);
            throw;
        }

        excludes.Add(request.Location, Array.ConvertAll(files, file => file.Name));
        FetchedFiles = [.. files.Select(FileItem.Create)];
        ChangedFiles = [.. files.Where(file => file.Changed).Select(FileItem.Create)];
    }

    private DatasetRequest Request(DatasetKey key, string projectDirectory)
    {
        var location = string.IsNullOrWhiteSpace(DestinationFolder)
            ? DatasetLocation.Under(Path.Combine(projectDirectory, "obj", "fireworks-datasets"), key)
            : DatasetLocation.In(new PathSetting(FetchServices.Current.Machine.HomeDirectory, projectDirectory).Resolve(nameof(DestinationFolder), DestinationFolder), key);
        location = location with { IsUsers = !SourceFolder.Contains(Path.Combine(projectDirectory, "obj"), location.Folder) };
        var filter = new FileFilter(Patterns(Files), Patterns(ExcludeFiles), Dataset.ItemSpec);
        return filter.IsLiteral || string.IsNullOrWhiteSpace(DestinationFolder) || !location.IsSourceFolder(projectDirectory)
            ? new(key, filter, Floating: false, location)
            : throw new DatasetException(Problem.InvalidSetting(nameof(DestinationFolder), DestinationFolder!,
                "a folder of the project itself, of a folder above it, or of a repository only where Files names each file literally, without '*' and '?'",
                Dataset.ItemSpec));
    }

    private bool ReadLineage() => MSBuildBoolean.TryParse(Lineage, out var lineage)
        ? lineage ?? false
        : throw new DatasetException(Problem.InvalidSetting(nameof(Lineage), Lineage!, MSBuildBoolean.Allowed, Dataset.ItemSpec));

    private static string[] Patterns(ITaskItem[] items) => [.. items.Select(item => item.ItemSpec)];

    /// <summary>
    /// Finds the project's folder. An item's full path is that folder followed by the item's spec, whatever the current directory of the
    /// process is, so this goes up one folder for each segment of the spec.
    /// </summary>
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
