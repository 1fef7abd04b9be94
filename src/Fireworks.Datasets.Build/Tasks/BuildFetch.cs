using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Service.Credentials;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.Build;

/// <summary>What both fetching tasks do with their requests.</summary>
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
        var outcome = new DatasetFetcher(settings, lockFile, FetchServices.Current, log)
            .FetchAsync(requests, cancellationToken).GetAwaiter().GetResult();
        if (outcome.DidWork)
        {
            var said = new HashSet<string>(StringComparer.Ordinal);
            foreach (var dataset in resolved)
            {
                if (dataset.Announcement(forTask) is { } announcement && said.Add(announcement))
                {
                    log.Message(MessageLevel.High, announcement);
                }
            }
        }

        return outcome;
    }

    /// <summary>For <c>-question</c>, which asks whether a build would do anything.</summary>
    /// <exception cref="DatasetException">FWDS6003 for each dataset that it would do something for.</exception>
    public static void RequireUpToDate(FetchSettings settings, LockFile lockFile, IReadOnlyList<DatasetRequest> requests, IFetchLog log)
    {
        var fetcher = new DatasetFetcher(settings, lockFile, FetchServices.Current, log);
        // All items of a dataset together: what the one does not want, another may.
        var problems = new ProblemList();
        problems.AddRange(requests.GroupBy(request => request.Key)
            .Where(dataset => !fetcher.IsUpToDate([.. dataset])).Select(dataset => Problem.NotUpToDate(dataset.Key)));
        problems.ThrowIfAny();
    }
}
