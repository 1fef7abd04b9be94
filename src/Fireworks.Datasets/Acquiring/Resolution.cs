using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Acquiring;

/// <summary>Begins the acquisition of a dataset. Where only the service knows its file names, the service is asked, and the plan completed.</summary>
internal sealed class Resolution(FetchSession session)
{
    private readonly StoreSource _store = new(session);

    /// <returns>The acquisition, which holds the problem where the service gave no names.</returns>
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
    /// Without a lock file nothing pins what is lost, and files of two versions are no dataset. So where an earlier build's file is
    /// neither in place nor in the store, all files are taken as the service has them now.
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
