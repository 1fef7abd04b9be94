using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Build.Memory;
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
    /// <summary>One item whose metadata are the settings, each under its name in <see cref="FetchSettings"/>.</summary>
    [Required]
    public ITaskItem Settings { get; set; } = null!;

    /// <summary>What the build itself puts under the output directory, relative to it.</summary>
    public ITaskItem[] BuildOutputs { get; set; } = [];

    /// <summary>Full path of the file in which one build leaves for the next what it found. Default: none.</summary>
    public string? LastBuildFile { get; set; }

    /// <summary><c>true</c>: return what is in place, ask nobody, report nothing.</summary>
    public string? DesignTime { get; set; }

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

    /// <summary>As the targets give it: empty where the project uses none.</summary>
    private string LockFilePath => Settings.GetMetadata(nameof(FetchSettings.LockFilePath));

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
        inputs.Add([Settings]);
        inputs.Add(ProjectFile);
        inputs.Add(DatasetsDirectory);
        var machine = MachineEnvironment.Current;
        inputs.Add(machine.HomeDirectory);
        foreach (var variable in SettingVariable.All)
        {
            inputs.Add(machine[variable.Name]);
        }

        return inputs.ToDigest();
    }

    private FetchSettings ReadSettings() => SettingsReader.Read(new(Settings.GetMetadata, FetchServices.Current.Machine, ProjectDirectory));

    /// <param name="IsSettled">Whether each build has this result until its inputs or the files in place change.</param>
    /// <param name="LockFile">Its bytes, as this run left it.</param>
    private sealed record Resolved(BuildResult Result, bool IsSettled, string? LockFilePath, byte[]? LockFile);
}
