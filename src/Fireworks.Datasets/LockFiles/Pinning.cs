using Fireworks.Datasets.Acquiring;
using Fireworks.Datasets.Cache;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.LockFiles;

/// <summary>Writes what a run has learned to the lock file, once for all datasets.</summary>
internal sealed class Pinning(FetchSettings settings, ContentStore? store, TimeProvider time, IFetchLog log)
{
    /// <summary>In bytes. An update shows each file that changed, as long as they are not thousands.</summary>
    private const long ShownDifferences = 48 * 1024;

    /// <summary>Fails before anything is fetched where the run will have to write a lock file that it must not write.</summary>
    /// <exception cref="DatasetException">FWDS5004: see <see cref="LockFileTarget"/>.</exception>
    public void Check(IReadOnlyList<DatasetPlan> plans)
    {
        if (settings.LockFilePath is { } path && plans.Any(IsPinned))
        {
            LockFileTarget.Of(path);
        }
    }

    /// <param name="current">The lock file when the run began.</param>
    /// <returns>The lock file now.</returns>
    /// <exception cref="DatasetException">FWDS4001: another build has pinned other contents since; FWDS4003, 5003, 5004.</exception>
    public async Task<LockFile> PinAsync(LockFile current, IReadOnlyList<AcquiredDataset> datasets, CancellationToken cancellationToken)
    {
        LockFileChange[] changes = settings.LockFilePath is null ? [] : [.. datasets.Where(dataset => IsPinned(dataset.Plan)).Select(Change)];
        if (changes.Length == 0)
        {
            return current;
        }

        var merged = await new LockFileMerger(settings.LockFilePath!, LockDirectories.Of(store), time)
            .MergeAsync(changes, cancellationToken).ConfigureAwait(false);
        foreach (var dataset in datasets.Where(dataset => IsPinned(dataset.Plan) && settings.Update.Includes(dataset.Plan.Key)))
        {
            Show(dataset.Plan.Key, [.. merged.Differences.Where(difference => difference.Dataset == dataset.Plan.Key)]);
        }

        return merged.LockFile;
    }

    /// <summary>Locked mode and floating datasets leave the lock file as it is, and a fully pinned dataset adds nothing.</summary>
    private bool IsPinned(DatasetPlan plan) =>
        !settings.IsLocked(plan.Key) && !plan.Floating && (plan.Kind == PlanKind.Refresh || plan.Files.Any(file => file.Expected is null));

    private LockFileChange Change(AcquiredDataset dataset) => new(
        dataset.Plan.Key,
        dataset.Plan.Kind == PlanKind.Refresh ? dataset.Plan.Names : null,
        dataset.Files.Select(file => KeyValuePair.Create(file.Name, file.Content))
            .Concat(dataset.Unchanged).ToDictionary(StringComparer.Ordinal),
        settings.Update.Includes(dataset.Plan.Key),
        dataset.Plan.Locked);

    private void Show(DatasetKey dataset, IReadOnlyList<LockedFileDifference> differences)
    {
        if (differences.Count == 0)
        {
            log.Message(MessageLevel.High, $"Dataset '{dataset}' is unchanged.");
        }

        var budget = new MessageBudget(ShownDifferences);
        var lines = differences.Select(difference =>
            $"Dataset '{dataset}' updated: '{Problem.Quoted(difference.Name)}' was {Describe(difference.Before)}, is {Describe(difference.After)}.");
        var shown = 0;
        foreach (var line in lines.TakeWhile(budget.TryTake))
        {
            log.Message(MessageLevel.High, line);
            shown++;
        }

        if (shown < differences.Count)
        {
            log.Message(MessageLevel.High, $"Dataset '{dataset}' updated: {differences.Count - shown} more files; the lock file has them all.");
        }
    }

    private static string Describe(Content? file) => file is null ? "not locked" : $"{file.Length} bytes sha256:{file.Digest}";
}
