using Fireworks.Datasets.Acquiring;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets;

/// <summary>
/// The way of the data: requests, plan, contents (from the store, the remote cache or the service), lock file, files in
/// place. One direction, no way back up.
/// </summary>
internal sealed class DatasetFetcher(FetchSettings settings, LockFile lockFile, FetchServices services, IFetchLog log)
{
    /// <exception cref="DatasetException">All problems of the run; files in place are then as they were.</exception>
    public Task<FetchOutcome> FetchAsync(IReadOnlyList<DatasetRequest> requests, CancellationToken cancellationToken)
    {
        var plans = Plan(requests);
        if (!plans.All(plan => plan.IsInPlace))
        {
            return BringAsync(plans, cancellationToken);
        }

        AcquiredDataset[] inPlace = [.. plans.Select(InPlace)];
        return inPlace.All(dataset => dataset.Plan.IsRemembered) ? Task.FromResult(Outcome(inPlace, didWork: false)) : RememberAsync(inPlace);
    }

    /// <summary>Whether <see cref="FetchAsync"/> would do nothing. Asks nobody.</summary>
    public bool IsUpToDate(IReadOnlyList<DatasetRequest> requests) =>
        Plan(requests).All(plan => plan is { IsInPlace: true, Floating: false, Stale.Count: 0 });

    /// <summary>What is in place, where <see cref="FetchAsync"/> would find it so in each build until something changes; else <see langword="null"/>.</summary>
    public IReadOnlyList<DatasetPlan>? Settled(IReadOnlyList<DatasetRequest> requests)
    {
        if (requests.Any(request => request.Floating))
        {
            return null;
        }

        var plans = Plan(requests);
        return plans.All(plan => plan is { IsInPlace: true, IsRemembered: true }) ? plans : null;
    }

    private IReadOnlyList<DatasetPlan> Plan(IReadOnlyList<DatasetRequest> requests) =>
        new DatasetPlanner(settings).Plan(requests, lockFile);

    private async Task<FetchOutcome> BringAsync(IReadOnlyList<DatasetPlan> plans, CancellationToken cancellationToken)
    {
        var started = services.Time.GetTimestamp();
        using var session = new FetchSession(settings, services, log);
        using var acquisition = new Acquisition(session, plans);
        var acquired = await acquisition.RunAsync(cancellationToken).ConfigureAwait(false);
        Obstacles.ThrowIfAny(acquired);
        await new Pinning(settings, session.Store, services.Time, log).PinAsync(acquired, cancellationToken).ConfigureAwait(false);
        foreach (var dataset in acquired)
        {
            await DatasetCommit.CommitAsync(dataset, settings.Service).ConfigureAwait(false);
        }

        var changed = acquired.Any(dataset => dataset.Files.Any(file => file.ScratchPath is not null));
        log.Message(changed ? MessageLevel.High : MessageLevel.Normal,
            FetchSummary.Describe(acquired, services.Time.GetElapsedTime(started)));
        return Outcome(acquired, didWork: true);
    }

    private static AcquiredDataset InPlace(DatasetPlan plan) => new(plan, [.. plan.Files.Select(AcquiredFile.FromPlace)], AcquiredDataset.NoneUnchanged);

    /// <summary>Writes only what the state file does not know yet: a second build writes nothing.</summary>
    private async Task<FetchOutcome> RememberAsync(AcquiredDataset[] datasets)
    {
        foreach (var dataset in datasets.Where(dataset => !dataset.Plan.IsRemembered))
        {
            await DatasetCommit.CommitAsync(dataset, settings.Service).ConfigureAwait(false);
        }

        return Outcome(datasets, didWork: false);
    }

    private static FetchOutcome Outcome(IReadOnlyList<AcquiredDataset> datasets, bool didWork) =>
        new(datasets.ToDictionary(dataset => dataset.Plan.Key, dataset => dataset.ToFetched()), didWork);
}
