using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Build.Memory;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>
/// Puts the files of all <c>FireworksDataset</c> items of a project into place, and returns them as items. Only the package's targets
/// call this task. One call handles all items, so that their files are fetched in parallel and the lock file is written once.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ResolveFireworksDatasets : DatasetItemsTask, IIncrementalTask
{
    /// <summary>
    /// One item whose metadata are the settings, each under its name in <see cref="FetchSettings"/>. FWDS1005 where one is not valid.
    /// </summary>
    [Required]
    public ITaskItem Settings { get; set; } = null!;

    /// <summary>
    /// The files that the build itself puts under the output directory, relative to it. FWDS1006 where a dataset would overwrite one.
    /// </summary>
    public ITaskItem[] BuildOutputs { get; set; } = [];

    /// <summary>The full path of the file in which a build keeps its result for the next one. Default: none, and nothing is kept.</summary>
    public string? LastBuildFile { get; set; }

    /// <summary>
    /// <c>true</c>: this is a design-time build. The task returns what is in place, makes no request, and reports no error. Default:
    /// <c>false</c>.
    /// </summary>
    public string? DesignTime { get; set; }

    /// <summary>All files in place, as full paths with the metadata of their item, their build action, and what it needs.</summary>
    [Output]
    public ITaskItem[] Files { get; private set; } = [];

    /// <summary>Those of <see cref="Files"/> whose build action is an item type that the targets do not name.</summary>
    [Output]
    public ITaskItem[] OtherFiles { get; private set; } = [];

    /// <summary>Assembly attributes that say which data the assembly is built from.</summary>
    [Output]
    public ITaskItem[] AssemblyAttributes { get; private set; } = [];

    /// <summary>The files that incremental clean must keep and that Clean must remove.</summary>
    [Output]
    public ITaskItem[] FileWrites { get; private set; } = [];

    /// <summary>MSBuild sets this for its option <c>-question</c>. FWDS6003 where a dataset is not up to date. Default: false.</summary>
    public bool FailIfNotIncremental { get; set; }

    /// <summary>The lock file's path, as the targets give it; empty where the project uses none.</summary>
    private string LockFilePath => Settings.GetMetadata(nameof(FetchSettings.LockFilePath));

    private protected override bool IsIntermediate => base.IsIntermediate
        || (Path.GetDirectoryName(LastBuildFile) is { Length: > 0 } intermediate && SourceFolder.Contains(intermediate, DatasetsDirectory));

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
            var settings = ReadSettings(log);
            var lockFile = BuildFetch.ReadLockFile(settings);
            var items = ReadItems(settings, lockFile);
            Return(BuildResult.Of(settings.Provenance, items, InPlaceFiles.Find(items.Select(item => item.Request), lockFile)));
        }
        catch (DatasetException exception)
        {
            // The user may still be typing in an editor. A real build will report the problem.
            foreach (var problem in exception.Diagnostics)
            {
                log.Message(MessageLevel.Low, problem.ToString());
            }
        }
    }

    private void Resolve(LastBuild lastBuild, IFetchLog log, CancellationToken cancellationToken)
    {
        var lockFile = ReadLockFileBytes();
        if (lastBuild.Recall(DigestInputs(lockFile), Datasets, DatasetsDirectory) is { } known)
        {
            Return(known);
        }
        else
        {
            var resolved = Resolve(log, cancellationToken);
            Return(resolved.Result);
            if (!FailIfNotIncremental)
            {
                // The digest must cover the lock file that the result was made from, even if another build has written the file meanwhile.
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
        var settings = ReadSettings(log);
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
        if (!IsIntermediate)
        {
            var excludes = new GlobExcludes(ProjectDirectory);
            foreach (var dataset in outcome.Datasets)
            {
                excludes.Add(DatasetLocation.Under(DatasetsDirectory, dataset.Key), [.. dataset.Files.Select(file => file.Name)]);
            }
        }

        var result = BuildResult.Of(settings.Provenance, items, outcome);
        result.ThrowIfConflicting(BuildOutputs);
        // The inputs' digest covers neither an account that comes from this machine, nor a lock file at another path than the targets gave.
        var isSettled = outcome.IsSettled
            && items.All(item => item.Resolved.MachineSource is null)
            && (settings.LockFilePath is null || settings.LockFilePath == LockFilePath);
        return new(result, isSettled, settings.LockFilePath, outcome.LockFile.Bytes);
    }

    private void Return(BuildResult result) => (Files, OtherFiles, FileWrites, AssemblyAttributes) = ResultItems.Of(result, IsIntermediate);

    private byte[]? ReadLockFileBytes() => string.IsNullOrEmpty(LockFilePath) ? null : AtomicFile.ReadAllBytes(LockFilePath);

    /// <summary>Computes the digest of everything that decides the result, except the files in place.</summary>
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

    private FetchSettings ReadSettings(IFetchLog log) => SettingsReader.Read(new(Settings.GetMetadata, FetchServices.Current.Machine, ProjectDirectory), log);

    /// <param name="IsSettled">Whether each build has this result until its inputs or the files in place change.</param>
    /// <param name="LockFilePath">The lock file's full path; <see langword="null"/> where none is used.</param>
    /// <param name="LockFile">The bytes of the lock file, as this run left it.</param>
    private sealed record Resolved(BuildResult Result, bool IsSettled, string? LockFilePath, byte[]? LockFile);
}
