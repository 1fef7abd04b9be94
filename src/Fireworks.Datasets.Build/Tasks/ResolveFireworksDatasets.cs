using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Build.Memory;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Files;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Framework;

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

    /// <summary>Full path of the file in which one build leaves for the next what it found. Default: none.</summary>
    public string? LastBuildFile { get; set; }

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
        if (DesignTime?.Trim().Equals("true", StringComparison.OrdinalIgnoreCase) == true)
        {
            ReturnInPlace(log);
        }
        else if (string.IsNullOrEmpty(LastBuildFile))
        {
            Return(Resolve(log, cancellationToken).Result);
        }
        else
        {
            Resolve(new LastBuild(LastBuildFile, FetchServices.Current.Time), log, cancellationToken);
            FileWrites = [.. FileWrites, FileItem.At(LastBuildFile)];
        }
    }

    private void ReturnInPlace(IFetchLog log)
    {
        try
        {
            var settings = ReadSettings();
            var lockFile = BuildFetch.ReadLockFile(settings);
            var items = ReadItems(settings, lockFile);
            Return(BuildResult.Of(settings.Provenance, items, InPlaceFiles.Find(items.Select(item => item.Request), lockFile)));
        }
        catch (DatasetException exception)
        {
            // The editor's user is in the middle of typing; the build will say it.
            log.Message(MessageLevel.Low, exception.Message);
        }
    }

    private void Resolve(LastBuild lastBuild, IFetchLog log, CancellationToken cancellationToken)
    {
        var lockFile = ReadLockFileBytes();
        if (lastBuild.Recall(DigestInputs(lockFile), Datasets) is { } known)
        {
            Return(known);
        }
        else
        {
            var resolved = Resolve(log, cancellationToken);
            Return(resolved.Result);
            if (!FailIfNotIncremental)
            {
                // The digest stands for the bytes that the result was made of, whoever writes the lock file meanwhile.
                lastBuild.Keep(DigestInputs(resolved.LockFilePath is null ? lockFile : resolved.LockFile), resolved.IsSettled ? resolved.Result : null);
            }
        }

        if (!FailIfNotIncremental && !string.IsNullOrEmpty(LockFilePath))
        {
            lastBuild.HasSeen(LockFilePath);
        }
    }

    private Resolved Resolve(IFetchLog log, CancellationToken cancellationToken)
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
        var result = BuildResult.Of(settings.Provenance, items, outcome);
        result.ThrowIfConflicting(BuildOutputs);
        // An account of this machine is none of the inputs, and what lies at another path than the inputs' is not either.
        var isSettled = outcome.IsSettled
            && items.All(item => item.Resolved.MachineSource is null)
            && (settings.LockFilePath is null || settings.LockFilePath == LockFilePath);
        return new(result, isSettled, settings.LockFilePath, outcome.LockFile.Bytes);
    }

    private void Return(BuildResult result) => (Files, OtherFiles, FileWrites, AssemblyAttributes) = ResultItems.Of(result);

    private byte[]? ReadLockFileBytes() => string.IsNullOrEmpty(LockFilePath) ? null : AtomicFile.ReadAllBytes(LockFilePath);

    /// <summary>All that decides about the result, but for the files in place.</summary>
    private byte[] DigestInputs(byte[]? lockFile)
    {
        using var inputs = new BuildInputs();
        inputs.Add(typeof(ResolveFireworksDatasets).Module.ModuleVersionId.ToString());
        inputs.Add(typeof(DatasetFetcher).Module.ModuleVersionId.ToString());
        inputs.Add(lockFile);
        inputs.Add(Datasets);
        inputs.Add(BuildOutputs);
        foreach (var setting in (string?[])[
            ProjectFile, DatasetsDirectory, AccountId, UseLockFile, LockFilePath, Enabled, Provenance, BaseUrl, ApiKeyVariable, HasKeyProperty, CacheDirectory,
            LockedMode, LockedModeDefault, Update, Offline, MaxConcurrency, MaxRetries, StallTimeoutSeconds, RemoteCache, RemoteCacheReadOnly, RemoteCacheTokenVariable])
        {
            inputs.Add(setting);
        }

        var machine = MachineEnvironment.Current;
        inputs.Add(machine.HomeDirectory);
        foreach (var variable in SettingsReader.Variables)
        {
            inputs.Add(machine[variable]);
        }

        return inputs.ToDigest();
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

    /// <param name="IsSettled">Whether each build has this result until its inputs or the files in place change.</param>
    /// <param name="LockFile">Its bytes, as this run left it.</param>
    private sealed record Resolved(BuildResult Result, bool IsSettled, string? LockFilePath, byte[]? LockFile);
}
