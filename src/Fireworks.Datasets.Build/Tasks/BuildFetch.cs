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
}
