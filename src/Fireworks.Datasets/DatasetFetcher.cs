using Fireworks.Datasets.Acquiring;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets;

/// <summary>
/// Runs a fetch: it makes a plan for the requests, gets missing contents (from the content store, the remote cache or storage), writes
/// the lock file, and puts the files into place. No step goes back to an earlier one.
/// </summary>
internal sealed class DatasetFetcher(FetchSettings settings, LockFile lockFile, FetchServices services, IFetchLog log)
{
    private readonly DatasetCommit _commit = new(settings.Service, services.Time);

    /// <exception cref="DatasetException">All problems of the run. Files in place are unchanged, unless placing new ones failed.</exception>
    public Task<FetchOutcome> FetchAsync(IReadOnlyList<DatasetRequest> requests, CancellationToken cancellationToken)
    {
        var plans = Plan(requests);
        return plans.All(plan => plan.IsInPlace) ? RememberAsync(plans) : BringAsync(plans, cancellationToken);
    }

    /// <summary>Whether <see cref="FetchAsync"/> would fetch and remove nothing. Makes no request.</summary>
    public bool IsUpToDate(IReadOnlyList<DatasetRequest> requests) =>
        Plan(requests).All(plan => plan is { IsInPlace: true, Floating: false, Stale.Count: 0 });

    private IReadOnlyList<DatasetPlan> Plan(IReadOnlyList<DatasetRequest> requests) =>
        new DatasetPlanner(settings).Plan(requests, lockFile);

    /// <summary>Everything is in place. A state file is written only where it does not say so yet, so a second build writes nothing.</summary>
    private async Task<FetchOutcome> RememberAsync(IReadOnlyList<DatasetPlan> plans)
    {
        var fetched = new List<FetchedDataset>(plans.Count);
        foreach (var plan in plans)
        {
            fetched.Add(plan.IsRemembered
                ? plan.ToFetched()
                : await _commit.CommitAsync(AcquiredDataset.FromPlace(plan)).ConfigureAwait(false));
        }

        return Outcome(fetched, plans, lockFile, didWork: false);
    }

    private async Task<FetchOutcome> BringAsync(IReadOnlyList<DatasetPlan> plans, CancellationToken cancellationToken)
    {
        var started = services.Time.GetTimestamp();
        using var session = new FetchSession(settings, services, log);
        var pinning = new Pinning(settings, session.Store, services.Time, log);
        pinning.Check(plans);
        using var acquisition = new Acquisition(session);
        var acquired = await acquisition.RunAsync(plans, cancellationToken).ConfigureAwait(false);
        if (acquired.Any(dataset => !dataset.IsComplete))
        {
            throw new DatasetException(await KeepPinnedAsync(acquired).ConfigureAwait(false));
        }

        acquired = CheckObstacles(acquired);
        var pinned = await pinning.PinAsync(lockFile, acquired, cancellationToken).ConfigureAwait(false);
        var fetched = new List<FetchedDataset>(acquired.Count);
        foreach (var dataset in acquired)
        {
            fetched.Add(await _commit.CommitAsync(dataset).ConfigureAwait(false));
        }

        var changed = acquired.Any(dataset => dataset.Files.Any(file => file.ScratchPath is not null));
        log.Message(changed ? MessageLevel.High : MessageLevel.Normal,
            FetchSummary.Describe(acquired, services.Time.GetElapsedTime(started)));
        return Outcome(fetched, acquired.Select(dataset => dataset.Plan), pinned, didWork: true);
    }

    private static List<AcquiredDataset> CheckObstacles(IReadOnlyList<AcquiredDataset> acquired)
    {
        var problems = new ProblemList();
        var free = new List<AcquiredDataset>(acquired.Count);
        foreach (var dataset in acquired)
        {
            if (problems.Collect(() => Obstacles.Check(dataset)) is { } settled)
            {
                free.Add(settled);
            }
        }

        problems.ThrowIfAny();
        return free;
    }

    /// <summary>A dataset has failed. Acquired files that match the lock file are kept, so the next run need not fetch them again.</summary>
    /// <returns>All problems of the run.</returns>
    private async Task<IReadOnlyList<Diagnostic>> KeepPinnedAsync(IReadOnlyList<AcquiredDataset> acquired)
    {
        var problems = acquired.SelectMany(dataset => dataset.Problems).ToList();
        foreach (var dataset in acquired)
        {
            try
            {
                await _commit.CommitPinnedAsync(dataset).ConfigureAwait(false);
            }
            catch (DatasetException exception)
            {
                problems.AddRange(exception.Diagnostics);
            }
        }

        return [.. problems.Distinct()];
    }

    private FetchOutcome Outcome(IReadOnlyList<FetchedDataset> fetched, IEnumerable<DatasetPlan> plans, LockFile pinned, bool didWork) =>
        new(fetched, pinned, didWork, fetched.All(dataset => dataset.State is not null) && plans.All(plan => IsSettled(plan, pinned)));

    /// <summary>
    /// Whether the next run with these settings and this lock file makes the same plan. It may not where each run asks the service, or
    /// where another build has written file names into the lock file that this run did not know.
    /// </summary>
    private bool IsSettled(DatasetPlan plan, LockFile pinned) => !plan.Floating && !settings.Update.Includes(plan.Key)
        && (settings.LockFilePath is null || pinned[plan.Key] is not { } locked || locked.Has(plan.Names));
}
