using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Acquiring;

/// <summary>Acquires all wanted files of all datasets side by side, and puts nothing into place.</summary>
internal sealed class Acquisition(FetchSession session, IReadOnlyList<DatasetPlan> plans) : IDisposable
{
    private readonly DatasetAcquisition[] _datasets = [.. plans.Select(plan => new DatasetAcquisition(session, plan))];
    private readonly FileAcquirer _acquirer = new(session);
    private readonly StoreSource _store = new(session);

    /// <exception cref="DatasetException">All problems of all datasets.</exception>
    public async Task<IReadOnlyList<AcquiredDataset>> RunAsync(CancellationToken cancellationToken)
    {
        var workers = session.Settings.MaxConcurrency;
        await SideBySide.ForEachAsync(_datasets, workers, ResolveAsync, cancellationToken).ConfigureAwait(false);

        var work = _datasets.Where(dataset => !dataset.HasFailed).SelectMany(dataset => dataset.Plan.Files.Select(file => (dataset, file))).ToArray();
        session.Spread(work.AsSpan());
        session.Progress.FilesExpected(work.Count(item => !item.file.IsUpToDate));
        using var reporter = session.ReportProgress(_datasets);
        await SideBySide.ForEachAsync(work, workers, (item, token) => AcquireAsync(item.dataset, item.file, token), cancellationToken).ConfigureAwait(false);
        foreach (var dataset in _datasets)
        {
            dataset.ReportMissing();
            await UseLastGoodAsync(dataset, cancellationToken).ConfigureAwait(false);
        }

        if (_datasets.All(dataset => dataset.Problems.Count == 0))
        {
            return await CompleteAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var dataset in _datasets)
        {
            await KeepPinnedAsync(dataset).ConfigureAwait(false);
        }

        throw new DatasetException([.. _datasets.SelectMany(dataset => dataset.Problems)]);
    }

    private async Task UseLastGoodAsync(DatasetAcquisition dataset, CancellationToken cancellationToken)
    {
        try
        {
            await dataset.UseLastGoodAsync(_store, cancellationToken).ConfigureAwait(false);
        }
        catch (DatasetException exception)
        {
            // Beside what cannot be reached, not instead of it.
            dataset.Fail(exception);
        }
    }

    private async Task KeepPinnedAsync(DatasetAcquisition dataset)
    {
        try
        {
            await DatasetCommit.CommitPinnedAsync(dataset.Plan, dataset.Acquired, session.Settings.Service).ConfigureAwait(false);
        }
        catch (DatasetException exception)
        {
            // Beside what failed the run, not instead of it.
            dataset.Fail(exception);
        }
    }

    private async Task<IReadOnlyList<AcquiredDataset>> CompleteAsync(CancellationToken cancellationToken)
    {
        var acquired = new List<AcquiredDataset>();
        foreach (var dataset in _datasets)
        {
            acquired.Add(dataset.ToAcquired(session.Settings.Update.Includes(dataset.Key)
                ? await UnchangedFiles.FindAsync(session, dataset, cancellationToken).ConfigureAwait(false)
                : AcquiredDataset.NoneUnchanged));
        }

        return acquired;
    }

    public void Dispose()
    {
        foreach (var dataset in _datasets)
        {
            dataset.Dispose();
        }
    }

    private static async ValueTask ResolveAsync(DatasetAcquisition dataset, CancellationToken cancellationToken)
    {
        try
        {
            await dataset.ResolveAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DatasetException exception)
        {
            dataset.Fail(exception);
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
}
