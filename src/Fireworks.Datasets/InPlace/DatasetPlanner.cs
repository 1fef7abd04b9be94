using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Compares what is asked for with what the lock file pins and what is in place. Opens no connection, and reads no
/// contents of a file whose length and time stamp are as they were left.
/// </summary>
internal sealed class DatasetPlanner(FetchSettings settings)
{
    /// <exception cref="DatasetException">Everything that is wrong before anything is fetched: FWDS2008, 4002, 5001, 5002, 5004.</exception>
    public IReadOnlyList<DatasetPlan> Plan(IEnumerable<DatasetRequest> requests, LockFile lockFile)
    {
        var problems = new ProblemList();
        var plans = new List<DatasetPlan>();
        foreach (var group in requests.GroupBy(request => request.Key))
        {
            if (problems.Collect(() => Plan(group.Key, [.. group], lockFile)) is { } plan)
            {
                plans.Add(plan);
            }
        }

        problems.ThrowIfAny();
        return plans;
    }

    /// <summary>The plan for a dataset whose file names the service has given.</summary>
    public static DatasetPlan WithNames(DatasetPlan plan, IReadOnlyCollection<string> names) =>
        Complete(plan with { Kind = PlanKind.Refresh }, names, expected: _ => null);

    /// <summary>The plan for what an earlier build left, where the service cannot be asked.</summary>
    /// <returns><see langword="null"/> where no earlier build knew all that is wanted.</returns>
    public static DatasetPlan? LastGood(DatasetPlan plan) =>
        plan.State is { } state && plan.Filters.All(filter => state.Files.Keys.Any(filter.Matches))
            ? Complete(plan with { Kind = PlanKind.Kept }, [.. state.Files.Keys], name => Remembered(state, name))
            : null;

    private DatasetPlan Plan(DatasetKey key, IReadOnlyList<DatasetRequest> requests, LockFile lockFile)
    {
        var (floating, location) = (requests[0].Floating, requests[0].Location);
        var locked = settings.LockFilePath is null || floating ? null : lockFile[key];
        var state = DatasetState.Read(location.StateFile)?.For(settings.Service.ToString());
        var plan = new DatasetPlan(key, location, [.. requests.Select(request => request.Filter)], floating, PlanKind.Refresh, locked, state, [], [], []);
        if (settings.Update.Includes(key) || (floating && !settings.Offline))
        {
            return plan;
        }

        if (locked is not null)
        {
            // Offline, a file without a digest is what an earlier build left, and is not pinned to it.
            return CheckLocked(Complete(plan with { Kind = PlanKind.Pinned }, locked.Names,
                name => locked[name] ?? (settings.Offline && state is not null ? Remembered(state, name) : null)));
        }

        if (settings.LockFilePath is { } path && settings.IsLocked(key) && !floating)
        {
            throw new DatasetException(Problem.NotLocked(key, null, path));
        }

        // Offline, what an earlier build left is all there is to know.
        return state is not null && (settings.LockFilePath is null || settings.Offline)
            ? Complete(plan with { Kind = PlanKind.Kept }, [.. state.Files.Keys], name => Remembered(state, name))
            : plan;
    }

    private DatasetPlan CheckLocked(DatasetPlan plan)
    {
        if (settings.IsLocked(plan.Key))
        {
            var problems = new ProblemList();
            problems.AddRange(plan.Files.Where(file => plan.Locked![file.Name.Value] is null)
                .Select(file => Problem.NotLocked(plan.Key, file.Name.Value, settings.LockFilePath!)));
            problems.ThrowIfAny();
        }

        return plan;
    }

    private static Content? Remembered(DatasetState state, string name) =>
        state.Files.GetValueOrDefault(name)?.Content;

    /// <remarks>Names are checked wherever they come from: a lock file may come from a stranger's pull request.</remarks>
    private static DatasetPlan Complete(DatasetPlan plan, IReadOnlyCollection<string> names, Func<string, Content?> expected)
    {
        var problems = new ProblemList();
        problems.AddRange(plan.Filters.Where(filter => !names.Any(filter.Matches))
            .Select(filter => Problem.NoFileMatches(plan.Key, filter.ToString(), names)));
        problems.ThrowIfAny();
        var files = FileNames.Check(plan.Key, names)
            .Where(name => plan.Wants(name.Value))
            .Select(name => PlanFile(plan, name, expected(name.Value)))
            .ToArray();
        return plan with { Names = [.. names], Files = files, Stale = FindStale(plan.State, names) };
    }

    private static List<string> FindStale(DatasetState? state, IReadOnlyCollection<string> names)
    {
        var present = names.ToHashSet(StringComparer.Ordinal);
        var stale = new List<string>();
        foreach (var (name, placed) in state?.Files ?? DatasetState.NoFiles)
        {
            if (placed is not null && !present.Contains(name))
            {
                stale.Add(name);
            }
        }

        return stale;
    }

    private static PlannedFile PlanFile(DatasetPlan plan, SafeRelativePath name, Content? expected)
    {
        var path = name.ToFullPath(plan.Location.Folder);
        var remembered = plan.State?.Files.GetValueOrDefault(name.Value);
        return new(name, path, expected, InPlaceCheck.Find(path, remembered, expected?.Digest));
    }
}
