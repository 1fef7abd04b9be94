using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Compares what is requested with what the lock file pins and with what is in place. It opens no connection, and it does not read a
/// file whose length and time stamp are those in the state file.
/// </summary>
internal sealed class DatasetPlanner(FetchSettings settings)
{
    /// <exception cref="DatasetException">All problems that show before anything is fetched: FWDS2008, FWDS4002, FWDS5001, FWDS5002.</exception>
    /// <exception cref="IOException">A file in place cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
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

    /// <summary>Completes a plan with the file names that the service gave.</summary>
    public static DatasetPlan WithNames(DatasetPlan plan, IReadOnlyCollection<string> names) =>
        Complete(plan with { Kind = PlanKind.Refresh }, names, expected: _ => null);

    /// <summary>Completes a plan with what an earlier build left, for a run that cannot reach the service.</summary>
    /// <returns>The plan; <see langword="null"/> where the state file is missing, or lists no file for one of the filters.</returns>
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
            // Offline, a file without a digest in the lock file is taken as an earlier build left it, but is not pinned to that.
            return CheckLocked(Complete(plan with { Kind = PlanKind.Pinned }, locked.Names,
                name => locked[name] ?? (settings.Offline && state is not null ? Remembered(state, name) : null)));
        }

        if (settings.LockFilePath is { } path && settings.IsLocked(key) && !floating)
        {
            throw new DatasetException(Problem.NotLocked(key, [], path));
        }

        // Without a lock file, or offline, the dataset stays as an earlier build left it.
        return state is not null && (settings.LockFilePath is null || settings.Offline)
            ? Complete(plan with { Kind = PlanKind.Kept }, [.. state.Files.Keys], name => Remembered(state, name))
            : plan;
    }

    private DatasetPlan CheckLocked(DatasetPlan plan)
    {
        if (settings.IsLocked(plan.Key))
        {
            string[] missing = [.. plan.Files.Select(file => file.Name.Value).Where(name => plan.Locked![name] is null)];
            if (missing.Length > 0)
            {
                throw new DatasetException(Problem.NotLocked(plan.Key, missing, settings.LockFilePath!));
            }
        }

        return plan;
    }

    private static Content? Remembered(DatasetState state, string name) =>
        state.Files.GetValueOrDefault(name)?.Content;

    /// <remarks>All names are checked, even those of the lock file, because that may come from a stranger's pull request.</remarks>
    private static DatasetPlan Complete(DatasetPlan plan, IReadOnlyCollection<string> names, Func<string, Content?> expected)
    {
        var problems = new ProblemList();
        problems.AddRange(plan.Filters.Where(filter => !names.Any(filter.Matches))
            .Select(filter => Problem.NoFileMatches(plan.Key, filter.ToString(), names)));
        problems.ThrowIfAny();
        SafeRelativePath[] wanted = [.. FileNames.Check(plan.Key, names).Where(name => plan.Wants(name.Value))];
        FileNames.CheckTaken(plan.Key, wanted, name => plan.Filters.All(filter => !filter.Matches(name) || filter.Names(name)));
        PlannedFile[] files = [.. wanted.Select(name => PlanFile(plan, name, expected(name.Value)))];
        var allowance = new HashAllowance();
        problems.AddRange(files.Select(file => LockedLengthProblem(plan, file, allowance)).OfType<Diagnostic>());
        problems.ThrowIfAny();
        return plan with { Names = [.. names], Files = files, Stale = FindStale(plan.State, names) };
    }

    private static List<string> FindStale(DatasetState? state, IReadOnlyCollection<string> names)
    {
        var present = names.ToHashSet(StringComparer.Ordinal);
        var stale = new List<string>();
        foreach (var (name, placed) in state?.Files ?? DatasetState.NoFiles)
        {
            if (placed is { IsOurs: true } && !present.Contains(name))
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
        return new(name, path, expected, plan.Location.Known(InPlaceCheck.Find(path, remembered, expected)));
    }

    /// <summary>Finds a file that is right by its digest, while the lock file gives another length. It would never become right.</summary>
    private static Diagnostic? LockedLengthProblem(DatasetPlan plan, PlannedFile file, HashAllowance allowance) =>
        file is { Expected: { } expected, InPlace: null } && plan.Locked?[file.Name.Value] == expected
            && InPlaceCheck.FindOfOtherLength(file.FullPath, plan.State?.Files.GetValueOrDefault(file.Name.Value), expected, allowance) is { } actual
                ? Problem.ContentsChanged(plan.Key, file.Name.Value, expected, actual)
                : null;
}
