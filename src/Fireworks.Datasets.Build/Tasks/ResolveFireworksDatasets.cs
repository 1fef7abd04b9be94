using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Build.Memory;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Files;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;
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
            Resolve(new LastBuild(LastBuildFile), log, cancellationToken);
            FileWrites = [.. FileWrites, FileItem.At(LastBuildFile)];
        }
    }

    private void ReturnInPlace(IFetchLog log)
    {
        try
        {
            var settings = ReadSettings();
            var items = ReadItems(settings, BuildFetch.ReadLockFile(settings));
            Return(BuildResult.Of(settings, items, InPlaceFiles.Find(items.Select(item => item.Request))));
        }
        catch (DatasetException exception)
        {
            // The editor's user is in the middle of typing; the build will say it.
            log.Message(MessageLevel.Low, exception.Message);
        }
    }

    private void Resolve(LastBuild lastBuild, IFetchLog log, CancellationToken cancellationToken)
    {
        if (lastBuild.Recall(DigestInputs(ReadLockFileBytes()), Datasets) is { } known)
        {
            Return(known);
        }
        else
        {
            var resolved = Resolve(log, cancellationToken);
            Return(resolved.Result);
            if (!FailIfNotIncremental)
            {
                // One read for both: the digest stands for the bytes that were looked at, whoever writes the file meanwhile.
                var lockFile = ReadLockFileBytes();
                lastBuild.Keep(DigestInputs(lockFile), Settle(resolved, lockFile, log));
            }
        }

        if (!FailIfNotIncremental && !string.IsNullOrEmpty(LockFilePath))
        {
            lastBuild.HasSeen(LockFilePath);
        }
    }

    private Resolution Resolve(IFetchLog log, CancellationToken cancellationToken)
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
        var result = BuildResult.Of(settings, items, outcome);
        result.ThrowIfConflicting(BuildOutputs);
        return new(settings, items, result);
    }

    private SettledResult? Settle(Resolution resolved, byte[]? lockFile, IFetchLog log)
    {
        var path = resolved.Settings.LockFilePath;
        try
        {
            return path is null ? SettledResult.Find(resolved.Settings, LockFile.Empty, resolved.Items, log)
                : path == LockFilePath ? SettledResult.Find(resolved.Settings, LockFile.Parse(lockFile, path), resolved.Items, log)
                : null;
        }
        catch (DatasetException exception)
        {
            // Somebody has changed the lock file since, and the next build says what is wrong with it.
            log.Message(MessageLevel.Low, exception.Message);
            return null;
        }
    }

    private void Return(BuildResult result) => (Files, OtherFiles, FileWrites, AssemblyAttributes) = ResultItems.Of(result, DatasetsDirectory);

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

    private sealed record Resolution(FetchSettings Settings, IReadOnlyList<RequestedItem> Items, BuildResult Result);
}
