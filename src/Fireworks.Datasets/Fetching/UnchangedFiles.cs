using System.Net;
using System.Net.Http.Headers;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Paths;

namespace Fireworks.Datasets.Fetching;

/// <summary>
/// An update rewrites a dataset's whole entry, also for files that other projects take from the shared lock file. Those
/// that storage still has, by the validator last seen on this machine, keep their digest; the others lose it, and are
/// pinned anew by whoever takes them.
/// </summary>
internal static class UnchangedFiles
{
    public static async Task<IReadOnlyDictionary<string, LockedFile>> FindAsync(
        FetchSession session, DatasetAcquisition dataset, CancellationToken cancellationToken)
    {
        var unchanged = new Dictionary<string, LockedFile>(StringComparer.Ordinal);
        var plan = dataset.Plan;
        foreach (var name in plan.Names.Where(name => !plan.Wants(name)))
        {
            if (plan.Locked?[name] is { } locked && SafeRelativePath.TryParse(name, out var safe, out _) &&
                await IsUnchangedAsync(session, dataset, safe, locked, cancellationToken).ConfigureAwait(false))
            {
                unchanged.Add(name, locked);
            }
        }

        return unchanged;
    }

    private static async Task<bool> IsUnchangedAsync(
        FetchSession session, DatasetAcquisition dataset, SafeRelativePath name, LockedFile locked, CancellationToken cancellationToken)
    {
        using var seen = await session.LockAsync(dataset.RemoteId(name), dataset.Describe(name), cancellationToken).ConfigureAwait(false);
        if (seen?.Seen is not { } record || record.Digest != locked.Digest || !EntityTagHeaderValue.TryParse(record.ETag, out var etag))
        {
            return false;
        }

        try
        {
            var urls = await dataset.GetUrlsAsync(cancellationToken).ConfigureAwait(false);
            using var answer = await session.Storage(urls, new(dataset.Key, name.Value))
                .GetAsync(request => request.Headers.IfNoneMatch.Add(etag), cancellationToken).ConfigureAwait(false);
            return answer.Status == HttpStatusCode.NotModified;
        }
        catch (TransferException failure)
        {
            session.Log.Message(MessageLevel.Normal, $"{dataset.Describe(name)} could not be confirmed, and loses its digest in the lock file: {failure.Reason}.");
            return false;
        }
    }
}
