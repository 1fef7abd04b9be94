using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.Build.Memory;

/// <summary>A result that each build has, without asking anybody, until its inputs change or a file in place does.</summary>
/// <param name="Items">In the order of the project's.</param>
internal sealed record SettledResult(bool Provenance, IReadOnlyList<SettledDataset> Datasets, IReadOnlyList<SettledItem> Items)
{
    /// <summary>Looks as the next build would.</summary>
    /// <returns><see langword="null"/> where the next build has to look again.</returns>
    public static SettledResult? Find(FetchSettings settings, LockFile lockFile, IReadOnlyList<RequestedItem> items, IFetchLog log)
    {
        if (items.Any(item => item.Resolved.MachineSource is not null))
        {
            return null;
        }

        DatasetRequest[] requests = [.. items.Select(item => item.Request)];
        // Before the plan is made: whoever writes one of them meanwhile makes it another.
        var states = requests.DistinctBy(request => request.Key).ToDictionary(request => request.Key, request => new FileInfo(request.Location.StateFile));
        return states.Values.All(state => state.Exists) && new DatasetFetcher(settings, lockFile, FetchServices.Current, log).Settled(requests) is { } plans
            ? new(
                settings.Provenance,
                [.. plans.Select(plan => new SettledDataset(plan, states[plan.Key]))],
                [.. items.Select(item => new SettledItem(item.Request, item.Item.Placement))])
            : null;
    }
}

/// <param name="State">The state file.</param>
internal sealed record SettledDataset(DatasetPlan Plan, FileInfo State);

/// <summary>What one item takes of its dataset, and what becomes of it.</summary>
internal sealed record SettledItem(DatasetRequest Request, ItemPlacement Placement);
