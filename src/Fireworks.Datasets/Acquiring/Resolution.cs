using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Acquiring;

/// <summary>
/// Begins the acquisition of a dataset. Where only the service knows the file names, it asks the service and completes the plan.
/// </summary>
internal sealed class Resolution(FetchSession session)
{
    private readonly StoreSource _store = new(session);

    /// <returns>The acquisition. Where the service gave no names, it holds the problem.</returns>
    public async Task<DatasetAcquisition> BeginAsync(DatasetPlan plan, CancellationToken cancellationToken)
    {
        var planned = new DatasetAcquisition(session, plan);
        try
        {
            if (!await NeedsServiceAsync(plan, cancellationToken).ConfigureAwait(false))
            {
                return planned;
            }

            if (session.Settings.Offline)
            {
                throw new DatasetException(Problem.Offline(plan.Key, []));
            }

            var urls = await planned.GetUrlsAsync(cancellationToken).ConfigureAwait(false);
            return new(session, DatasetPlanner.WithNames(plan, urls.Names), urls);
        }
        catch (DatasetException failure)
        {
            planned.Fail(failure);
            return planned;
        }
    }

    /// <summary>
    /// Without a lock file, nothing pins a file of an earlier build that is now neither in place nor in the content store. Files of two
    /// versions must not be mixed, so all files are then taken as the service has them now.
    /// </summary>
    private async Task<bool> NeedsServiceAsync(DatasetPlan plan, CancellationToken cancellationToken) => plan.Kind == PlanKind.Refresh
        || (plan.Kind == PlanKind.Kept && !session.Settings.Offline && await HasLostAsync(plan, cancellationToken).ConfigureAwait(false));

    private async Task<bool> HasLostAsync(DatasetPlan plan, CancellationToken cancellationToken)
    {
        foreach (var file in plan.Files.Where(file => !file.IsUpToDate))
        {
            if (file.Expected is { } expected && !await _store.HasAsync(expected, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }
}
