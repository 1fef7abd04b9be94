using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Acquiring;

/// <summary>Acquires all wanted files of all datasets in parallel. It puts nothing into place.</summary>
internal sealed class Acquisition(FetchSession session) : IDisposable
{
    private readonly FileAcquirer _acquirer = new(session);
    private readonly StoreSource _store = new(session);
    private DatasetAcquisition[] _datasets = [];

    /// <returns>All datasets, with what was acquired of each and what went wrong.</returns>
    public async Task<IReadOnlyList<AcquiredDataset>> RunAsync(IReadOnlyList<DatasetPlan> plans, CancellationToken cancellationToken)
    {
        var workers = session.Settings.MaxConcurrency;
        var resolution = new Resolution(session);
        _datasets = await SideBySide.SelectAsync(plans, workers, resolution.BeginAsync, cancellationToken).ConfigureAwait(false);

        var work = _datasets.Where(dataset => !dataset.HasFailed).SelectMany(dataset => dataset.Plan.Files.Select(file => (dataset, file))).ToArray();
        session.Spread(work.AsSpan());
        session.Progress.FilesExpected(work.Count(item => !item.file.IsUpToDate));
        using var reporter = session.ReportProgress(_datasets);
        await SideBySide.ForEachAsync(work, workers, (item, token) => AcquireAsync(item.dataset, item.file, token), cancellationToken).ConfigureAwait(false);

        var acquired = new AcquiredDataset[_datasets.Length];
        for (var i = 0; i < acquired.Length; i++)
        {
            acquired[i] = await FinishAsync(_datasets[i], cancellationToken).ConfigureAwait(false);
        }

        return Array.TrueForAll(acquired, dataset => dataset.IsComplete)
            ? await WithUnchangedAsync(acquired, cancellationToken).ConfigureAwait(false)
            : acquired;
    }

    public void Dispose()
    {
        foreach (var dataset in _datasets)
        {
            dataset.Dispose();
        }
    }

    private async ValueTask AcquireAsync(DatasetAcquisition dataset, PlannedFile file, CancellationToken cancellationToken)
    {
        if (dataset.HasFailed)
        {
            return;
        }

        try
        {
            dataset.Add(file, file.IsUpToDate
                ? AcquiredFile.FromPlace(file)
                : await _acquirer.AcquireAsync(dataset, file, cancellationToken).ConfigureAwait(false));
        }
        catch (DatasetException exception)
        {
            dataset.Fail(exception);
        }
    }

    private async Task<AcquiredDataset> FinishAsync(DatasetAcquisition dataset, CancellationToken cancellationToken)
    {
        dataset.ReportMissing();
        if (dataset.Problems.Count > 0)
        {
            try
            {
                if (await FindLastGoodAsync(dataset, cancellationToken).ConfigureAwait(false) is { } lastGood)
                {
                    return lastGood;
                }
            }
            catch (DatasetException exception)
            {
                // The run reports this problem together with the ones that it already has.
                dataset.Fail(exception);
            }
        }

        return new(dataset.Plan, [.. dataset.Acquired], dataset.Problems);
    }

    /// <summary>Finds the files of a floating dataset that cannot be reached: in place as an earlier build left them, or in the store.</summary>
    /// <returns><see langword="null"/> where this is no such dataset, or a wanted file is missing.</returns>
    private async Task<AcquiredDataset?> FindLastGoodAsync(DatasetAcquisition dataset, CancellationToken cancellationToken)
    {
        if (!dataset.Plan.Floating || !dataset.IsOnlyUnreachable || DatasetPlanner.LastGood(dataset.Plan) is not { } lastGood)
        {
            return null;
        }

        var files = new List<AcquiredFile>();
        foreach (var file in lastGood.Files)
        {
            var acquired = file.IsUpToDate
                ? AcquiredFile.FromPlace(file)
                : await _store.AcquireAsync(dataset, file, file.Expected, null, cancellationToken).ConfigureAwait(false);
            if (acquired is null)
            {
                return null;
            }

            files.Add(acquired);
        }

        session.Log.Report(Problem.FloatingUnreachable(dataset.Key, dataset.Problems[0].Message));
        return new(lastGood, files, Problems: []);
    }

    private async Task<IReadOnlyList<AcquiredDataset>> WithUnchangedAsync(AcquiredDataset[] acquired, CancellationToken cancellationToken)
    {
        for (var i = 0; i < acquired.Length; i++)
        {
            if (session.Settings.Update.Includes(acquired[i].Plan.Key))
            {
                var unchanged = await UnchangedFiles.FindAsync(session, _datasets[i], cancellationToken).ConfigureAwait(false);
                acquired[i] = acquired[i] with { Unchanged = unchanged };
            }
        }

        return acquired;
    }
}
