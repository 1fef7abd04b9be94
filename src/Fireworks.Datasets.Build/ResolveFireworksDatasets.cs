using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Fetching;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Placement;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Fireworks.Datasets.Build;

/// <summary>
/// Brings all <c>FireworksDataset</c> items of a project into place and returns their files as items. Internal to the
/// package's targets: one call for all items, so that they come side by side and the lock file is written once.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ResolveFireworksDatasets : DatasetItemsTask, IIncrementalTask
{
    /// <summary>What the build itself puts under the output directory, relative to it.</summary>
    public ITaskItem[] BuildOutputs { get; set; } = [];

    /// <summary><c>true</c>: return what is in place, ask nobody, report nothing.</summary>
    public string? DesignTime { get; set; }

    /// <summary>FireworksDatasetsEnabled: here only to be checked.</summary>
    public string? Enabled { get; set; }

    /// <summary>FireworksDatasetsProvenance.</summary>
    public string? Provenance { get; set; }

    /// <summary>FireworksBaseUrl.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>FireworksApiKeyVariable.</summary>
    public string? ApiKeyVariable { get; set; }

    /// <summary><c>true</c>: the project sets FireworksApiKey, which nothing reads. Its value stays where it is.</summary>
    public string? HasKeyProperty { get; set; }

    /// <summary>FireworksDatasetsCacheDirectory.</summary>
    public string? CacheDirectory { get; set; }

    /// <summary>FireworksDatasetsLockedMode.</summary>
    public string? LockedMode { get; set; }

    /// <summary>What holds where <see cref="LockedMode"/> is not given.</summary>
    public string? LockedModeDefault { get; set; }

    /// <summary>FireworksDatasetsUpdate.</summary>
    public string? Update { get; set; }

    /// <summary>FireworksDatasetsOffline.</summary>
    public string? Offline { get; set; }

    /// <summary>FireworksDatasetsMaxConcurrency.</summary>
    public string? MaxConcurrency { get; set; }

    /// <summary>FireworksDatasetsMaxRetries.</summary>
    public string? MaxRetries { get; set; }

    /// <summary>FireworksDatasetsStallTimeoutSeconds.</summary>
    public string? StallTimeoutSeconds { get; set; }

    /// <summary>FireworksDatasetsRemoteCache.</summary>
    public string? RemoteCache { get; set; }

    /// <summary>FireworksDatasetsRemoteCacheReadOnly.</summary>
    public string? RemoteCacheReadOnly { get; set; }

    /// <summary>FireworksDatasetsRemoteCacheTokenVariable.</summary>
    public string? RemoteCacheTokenVariable { get; set; }

    /// <summary>All files in place, with their build action and what it needs.</summary>
    [Output]
    public ITaskItem[] Files { get; private set; } = [];

    /// <summary>Those of them that become items of a type that the targets do not name.</summary>
    [Output]
    public ITaskItem[] OtherFiles { get; private set; } = [];

    /// <summary>Which data the assembly is built from.</summary>
    [Output]
    public ITaskItem[] AssemblyAttributes { get; private set; } = [];

    /// <summary>What incremental clean must keep and Clean must remove.</summary>
    [Output]
    public ITaskItem[] FileWrites { get; private set; } = [];

    /// <inheritdoc/>
    public bool FailIfNotIncremental { get; set; }

    private protected override void Run(IFetchLog log, CancellationToken cancellationToken)
    {
        if (DesignTime?.Trim().Equals("true", StringComparison.OrdinalIgnoreCase) != true)
        {
            Resolve(log, cancellationToken);
            return;
        }

        try
        {
            var settings = ReadSettings();
            var items = ReadItems(settings, BuildFetch.ReadLockFile(settings));
            Return(settings, items, InPlaceFiles.Find(items.Select(item => item.Request)));
        }
        catch (DatasetException exception)
        {
            // The editor's user is in the middle of typing; the build will say it.
            log.Message(MessageLevel.Low, exception.Message);
        }
    }

    private void Resolve(IFetchLog log, CancellationToken cancellationToken)
    {
        var settings = ReadSettings();
        var lockFile = BuildFetch.ReadLockFile(settings);
        var items = ReadItems(settings, lockFile);
        DatasetRequest[] requests = [.. items.Select(item => item.Request)];
        foreach (var reference in settings.Update.Unmatched([.. requests.Select(request => request.Key)]))
        {
            log.Message(MessageLevel.Normal, $"FireworksDatasetsUpdate names '{reference}', which is no dataset of this project.");
        }

        if (FailIfNotIncremental)
        {
            BuildFetch.RequireUpToDate(settings, lockFile, requests, log);
        }

        var outcome = BuildFetch.Run(settings, lockFile, requests, items.Select(item => item.Resolved), forTask: false, log, cancellationToken);
        ThrowIfConflicting(items, outcome);
        Return(settings, items, outcome);
    }

    private void ThrowIfConflicting(IReadOnlyList<RequestedItem> items, FetchOutcome outcome)
    {
        var placed = new List<PlacedFile>();
        foreach (var item in items)
        {
            foreach (var file in outcome.For(item.Request))
            {
                placed.Add(PlacedFile.Of(item.Item, file.Dataset, file.Name));
            }
        }

        var conflicts = PlacementConflicts.Find(placed, BuildOutputs.Select(output => output.ItemSpec));
        if (conflicts.Count > 0)
        {
            throw new DatasetException(conflicts);
        }
    }

    private void Return(FetchSettings settings, IReadOnlyList<RequestedItem> items, FetchOutcome outcome)
    {
        List<ITaskItem> files = [], others = [], writes = [], attributes = [];
        foreach (var item in items)
        {
            var template = FileItem.Template(item.Source, item.Item);
            var list = BuildAction.NamedByTargets.Contains(item.Item.BuildAction) ? null : others;
            foreach (var file in outcome.For(item.Request))
            {
                var created = FileItem.Create(file, template, item.Item);
                files.Add(created);
                list?.Add(created);
            }
        }

        foreach (var (dataset, inPlace) in outcome.Files)
        {
            foreach (var file in inPlace)
            {
                writes.Add(FileItem.At(file.FullPath));
            }

            writes.Add(FileItem.At(DatasetLocation.Under(DatasetsDirectory, dataset).StateFile));
            if (settings.Provenance && inPlace.Count > 0)
            {
                attributes.Add(ProvenanceOf(dataset, inPlace));
            }
        }

        (Files, OtherFiles, FileWrites, AssemblyAttributes) = ([.. files], [.. others], [.. writes], [.. attributes]);
    }

    private static TaskItem ProvenanceOf(DatasetKey dataset, IReadOnlyList<FetchedFile> files)
    {
        var item = new TaskItem("System.Reflection.AssemblyMetadataAttribute");
        item.SetMetadata("_Parameter1", MSBuildEscaping.Escape($"FireworksDataset:{dataset}"));
        item.SetMetadata("_Parameter2", $"sha256:{ProvenanceDigest.Of(files)}");
        return item;
    }

    private FetchSettings ReadSettings() => new SettingsReader(FetchServices.Current.Machine).Read(RawSettings() with
    {
        Enabled = Enabled,
        Provenance = Provenance,
        BaseUrl = BaseUrl,
        ApiKeyVariable = ApiKeyVariable,
        HasKeyProperty = HasKeyProperty == "true",
        CacheDirectory = CacheDirectory,
        LockedMode = LockedMode,
        LockedModeDefault = LockedModeDefault,
        Update = Update,
        Offline = Offline,
        MaxConcurrency = MaxConcurrency,
        MaxRetries = MaxRetries,
        StallTimeoutSeconds = StallTimeoutSeconds,
        RemoteCache = RemoteCache,
        RemoteCacheReadOnly = RemoteCacheReadOnly,
        RemoteCacheTokenVariable = RemoteCacheTokenVariable,
    });
}
