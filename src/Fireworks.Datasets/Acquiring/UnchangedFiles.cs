using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Transfers;

namespace Fireworks.Datasets.Acquiring;

/// <summary>
/// Finds files that keep their digest in an update, which rewrites a dataset's whole entry in the lock file. A file that only other
/// projects take keeps it if storage still has the file, by the validator last seen on this machine. Otherwise the next build that
/// takes the file pins it again.
/// </summary>
internal static class UnchangedFiles
{
    public static async Task<IReadOnlyDictionary<string, Content>> FindAsync(
        FetchSession session, DatasetAcquisition dataset, CancellationToken cancellationToken)
    {
        var unchanged = new ConcurrentDictionary<string, Content>(StringComparer.Ordinal);
        var plan = dataset.Plan;
        string[] names = [.. plan.Names.Where(name => !plan.Wants(name) && plan.Locked?[name] is not null)];
        await SideBySide.ForEachAsync(names, session.Settings.MaxConcurrency, async (name, token) =>
        {
            var locked = plan.Locked![name]!;
            if (SafeRelativePath.TryParse(name, out var safe, out _) && await IsUnchangedAsync(session, dataset, safe, locked, token).ConfigureAwait(false))
            {
                unchanged[name] = locked;
            }
        }, cancellationToken).ConfigureAwait(false);
        return unchanged;
    }

    private static async Task<bool> IsUnchangedAsync(
        FetchSession session, DatasetAcquisition dataset, SafeRelativePath name, Content locked, CancellationToken cancellationToken)
    {
        using var seen = await session.LockAsync(dataset.RemoteId(name), dataset.Describe(name), cancellationToken).ConfigureAwait(false);
        if (seen?.Seen is not { Validator: { } validator } record || record.Content != locked)
        {
            return false;
        }

        try
        {
            var urls = await dataset.GetUrlsAsync(cancellationToken).ConfigureAwait(false);
            var storage = session.Storage(urls, new(dataset.Key, name.Value));
            return await session.Retrier.RunAsync(dataset.Describe(name), (_, token) => HasStillAsync(storage, validator, locked.Length, token), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is TransferException or DatasetException)
        {
            // This project does not want the file, so the failure must not fail its build.
            var why = (failure as TransferException)?.Reason ?? failure.Message.TrimEnd('.');
            session.Log.Message(MessageLevel.Normal, $"{dataset.Describe(name)} could not be confirmed, and loses its digest in the lock file: {why}.");
            return false;
        }
    }

    /// <summary>Asks for one byte only: the contents are not needed, even if the file has changed or storage ignores the condition.</summary>
    private static async Task<bool> HasStillAsync(StorageClient storage, Validator validator, long length, CancellationToken cancellationToken)
    {
        using var answer = await storage.GetAsync(
            request =>
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", validator.ToString());
                request.Headers.Range = length > 0 ? new RangeHeaderValue(0, 0) : null;
            },
            cancellationToken).ConfigureAwait(false);
        return answer.Status == HttpStatusCode.NotModified
            || (answer.Status is HttpStatusCode.OK or HttpStatusCode.PartialContent && Validator.Of(answer.Response) == validator);
    }
}
