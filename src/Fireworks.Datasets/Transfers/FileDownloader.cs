using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers;

/// <summary>
/// Downloads files, each either whole and verified or not at all. It retries failures, continues where an earlier attempt or
/// run ended, and uses several connections for a large file. A run has one instance.
/// </summary>
internal sealed class FileDownloader(
    HttpTransport transport, Retrier retrier, DownloadOptions options, IFetchLog log, ConnectionLimiter limiter)
{
    private readonly AcceptedEncoding _encoding = new();

    /// <summary>Downloads one file. It may be called for many files at once, because each call waits for a connection permit.</summary>
    /// <exception cref="DatasetException">
    /// FWDS3001 to FWDS3005, FWDS4001, FWDS4004, FWDS4005, FWDS5003, FWDS5004, or the service's failure to renew signed URLs.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller cancelled. Bytes that the next run can use are kept.</exception>
    public async Task<DownloadOutcome> DownloadAsync(DownloadRequest request, CancellationToken cancellationToken)
    {
        var storage = new StorageClient(transport, request.Urls, request.Remote, options.StallTimeout, log);
        var transfer = new FileTransfer(request, options, storage, limiter, _encoding, transport.Time, log);
        using var permit = await limiter.AcquireAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var outcome = await retrier.RunAsync(request.Remote.ToString(), AttemptAsync, cancellationToken).ConfigureAwait(false);
            request.Progress.FileDone();
            return outcome;
        }
        catch (TransferException failure)
        {
            throw new DatasetException(Explain(failure, request, transfer), failure);
        }
        finally
        {
            await transfer.KeepAsync().ConfigureAwait(false);
        }

        Task<DownloadOutcome> AttemptAsync(RetryBudget budget, CancellationToken attemptCancelled)
        {
            if (budget.Attempts > 1)
            {
                request.Progress.Retried();
            }

            return transfer.AttemptAsync(budget, attemptCancelled);
        }
    }

    private Diagnostic Explain(TransferException failure, DownloadRequest request, FileTransfer transfer)
    {
        var (dataset, file) = request.Remote;
        var host = failure.Host ?? "storage";
        return failure.Kind switch
        {
            FailureKind.Stalled => Problem.DownloadStalled(dataset, file, options.StallTimeout, failure.Attempts),
            FailureKind.Unreachable => Problem.Unreachable(host, dataset, file, WithAttempts(failure)),
            FailureKind.Insecure => Problem.InsecureUrl($"A redirect of '{Problem.Quoted(file)}'", failure.Address ?? host, dataset),
            FailureKind.ChecksumMismatch => Problem.ChecksumMismatch(dataset, file, transfer.WrongBytes?.What ?? "checksum", failure.Attempts),
            FailureKind.LengthMismatch when transfer.WrongBytes is { Kind: FailureKind.LengthMismatch, Arrived: { } arrived } wrong =>
                Problem.LengthMismatch(dataset, file, wrong.Declared, arrived, failure.Attempts),
            FailureKind.LengthMismatch when transfer.Bytes.Declared is { } declared =>
                Problem.LengthMismatch(dataset, file, declared, transfer.Bytes.Most, failure.Attempts),
            FailureKind.OtherContents => Problem.LengthChanged(dataset, file, request.Expected!, transfer.WrongBytes?.Arrived),
            _ => Problem.DownloadFailed(dataset, file, WithAttempts(failure)),
        };
    }

    private static string WithAttempts(TransferException failure) =>
        failure.Attempts == 1 ? failure.Reason : $"{failure.Reason}, in {failure.Attempts} attempts";
}
