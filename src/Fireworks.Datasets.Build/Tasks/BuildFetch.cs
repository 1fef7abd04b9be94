using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Service.Credentials;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.Build;

/// <summary>The steps that both fetching tasks share.</summary>
internal static class BuildFetch
{
    public static LockFile ReadLockFile(FetchSettings settings) =>
        settings.LockFilePath is { } path ? LockFile.Read(path) : LockFile.Empty;

    public static FetchOutcome Run(
        FetchSettings settings,
        LockFile lockFile,
        IReadOnlyList<DatasetRequest> requests,
        IEnumerable<ResolvedDataset> resolved,
        bool forTask,
        IFetchLog log,
        CancellationToken cancellationToken)
    {
        var fetcher = new DatasetFetcher(settings, lockFile, FetchServices.Current, log);
        FetchOutcome outcome;
        try
        {
            outcome = fetcher.FetchAsync(requests, cancellationToken).GetAwaiter().GetResult();
        }
        catch (DatasetException)
        {
            // An account that the user did not expect may be the reason.
            Announce(resolved, forTask, log);
            throw;
        }

        if (outcome.DidWork)
        {
            Announce(resolved, forTask, log);
        }

        return outcome;
    }

    /// <summary>Fails where a fetch would have something to do. MSBuild's option <c>-question</c> asks for this.</summary>
    /// <exception cref="DatasetException">FWDS6003 for each dataset that is not up to date.</exception>
    public static void RequireUpToDate(FetchSettings settings, LockFile lockFile, IReadOnlyList<DatasetRequest> requests, IFetchLog log)
    {
        var fetcher = new DatasetFetcher(settings, lockFile, FetchServices.Current, log);
        // All items of a dataset are checked together, because a build also makes one plan for all of them.
        var problems = new ProblemList();
        problems.AddRange(requests.GroupBy(request => request.Key)
            .Where(dataset => !fetcher.IsUpToDate([.. dataset])).Select(dataset => Problem.NotUpToDate(dataset.Key)));
        problems.ThrowIfAny();
    }

    private static void Announce(IEnumerable<ResolvedDataset> resolved, bool forTask, IFetchLog log)
    {
        foreach (var announcement in resolved.Select(dataset => dataset.Announcement(forTask)).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            log.Message(MessageLevel.High, announcement);
        }
    }
}
