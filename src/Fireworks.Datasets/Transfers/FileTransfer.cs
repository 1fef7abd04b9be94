using System.Buffers;
using System.Net;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers.Partials;
using Fireworks.Datasets.Transfers.Ranges;

namespace Fireworks.Datasets.Transfers;

/// <summary>Downloads one file. It keeps what has arrived across attempts and decides what the next attempt requests.</summary>
internal sealed class FileTransfer(
    DownloadRequest request, DownloadOptions options, StorageClient storage, ConnectionLimiter limiter, AcceptedEncoding encoding, TimeProvider time, IFetchLog log)
{
    private readonly PartialInProgress _partial = new(request, options, new Completion(request), time);
    private readonly TransferredBytes _bytes = new(request.Progress);
    private bool _lookedForPartial;
    private bool _useOneConnection;
    private int _repeats;

    /// <summary>The counts of declared and arrived bytes, for the message of the last failure.</summary>
    public TransferredBytes Bytes => _bytes;

    /// <summary>The last mismatch between a complete download and what storage declares; <see langword="null"/> if there was none.</summary>
    public WrongBytesException? WrongBytes { get; private set; }

    /// <summary>Tries once. After a failure, bytes that the next attempt can use are kept.</summary>
    /// <exception cref="TransferException">The attempt failed.</exception>
    public async Task<DownloadOutcome> AttemptAsync(RetryBudget budget, CancellationToken cancellationToken)
    {
        _bytes.Budget = budget;
        TakeUpPartial();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (true)
        {
            try
            {
                // Null means that storage did not continue the contents that had arrived. They are deleted, and the loop starts again.
                var outcome = _partial.Current is { Arrived: > 0 } partial
                    ? await GoOnAsync(partial, stop).ConfigureAwait(false)
                    : await StartAsync(stop).ConfigureAwait(false);
                if (outcome is not null)
                {
                    return outcome;
                }
            }
            catch (WrongBytesException wrong)
            {
                await JudgeAsync(wrong).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Ends a download that did not complete, and leaves its bytes for the next run if that can use them.</summary>
    public Task KeepAsync() => _partial.KeepAsync();

    /// <summary>Discards the wrong bytes. The attempt has failed, unless an earlier run left some of them: then it starts again.</summary>
    private async Task JudgeAsync(WrongBytesException wrong)
    {
        var isOfEarlierRun = _partial.Current is { BytesOfEarlierRun: > 0 };
        await ForgetAsync().ConfigureAwait(false);
        if (!isOfEarlierRun)
        {
            WrongBytes = wrong;
            throw new TransferException(wrong.Kind, wrong.Message, transient: wrong.Kind != FailureKind.OtherContents && _repeats++ < options.MaxRepeats);
        }

        log.Message(MessageLevel.Normal, $"{request.Remote}: {wrong.Message}, with bytes of an earlier run; starting again.");
    }

    private void TakeUpPartial()
    {
        if (!_lookedForPartial)
        {
            _lookedForPartial = true;
            if (_partial.TakeUp() is { } partial)
            {
                _bytes.Expect(partial.Representation.Length);
                _bytes.Found(partial.Arrived);
                log.Message(MessageLevel.Low, $"{request.Remote}: going on after {partial.Arrived} of {partial.Representation.Length} bytes of an earlier run.");
            }
        }
    }

    private async Task<DownloadOutcome?> StartAsync(CancellationTokenSource stop)
    {
        await ForgetAsync().ConfigureAwait(false);
        while (true)
        {
            var answer = await storage.GetAsync(Prepare, stop.Token).ConfigureAwait(false);
            if (answer.Status == HttpStatusCode.OK)
            {
                if (request.Known is not null && Validator.Of(answer.Response) == request.Known)
                {
                    // This storage ignores If-None-Match and sends the whole unchanged file, so its body is not read.
                    answer.Dispose();
                    return new DownloadOutcome.NotModified();
                }

                if (encoding.ShouldAskAgain(answer))
                {
                    continue;
                }

                return await ReceiveAsync(answer, stop).ConfigureAwait(false);
            }

            using (answer)
            {
                return answer.Status == HttpStatusCode.NotModified && request.Known is not null
                    ? new DownloadOutcome.NotModified()
                    : throw new TransferException(FailureKind.Status, $"storage answered {(int)answer.Status} to a request for the whole file", transient: true)
                    {
                        Host = answer.Host,
                        StatusCode = (int)answer.Status,
                    };
            }
        }

        void Prepare(HttpRequestMessage message)
        {
            encoding.Ask(message);
            if (request.Known is { } known)
            {
                message.Headers.TryAddWithoutValidation("If-None-Match", known.ToString());
            }
        }
    }

    private async Task<DownloadOutcome?> GoOnAsync(PartialFile partial, CancellationTokenSource stop)
    {
        if (!partial.IsComplete)
        {
            return await FetchMissingAsync(partial, null, stop).ConfigureAwait(false);
        }
        // An earlier run received all bytes but was ended before it completed the file. Ask whether storage still has these bytes.
        var representation = partial.Representation;
        var answer = await storage.GetAsync(message =>
        {
            encoding.Ask(message, representation);
            message.Headers.TryAddWithoutValidation("If-None-Match", representation.Validator!.ToString());
        }, stop.Token).ConfigureAwait(false);
        var validator = Validator.Of(answer.Response);
        if ((answer.Status == HttpStatusCode.NotModified && (validator is null || validator == representation.Validator))
            || (answer.Status == HttpStatusCode.OK && validator == representation.Validator))
        {
            answer.Dispose();
            return await _partial.CompleteAsync(stop.Token).ConfigureAwait(false);
        }

        await ForgetAsync().ConfigureAwait(false);
        return await RestartAsync(answer, stop).ConfigureAwait(false);
    }

    /// <summary>Receives a whole answer (200) and disposes it.</summary>
    private async Task<DownloadOutcome?> ReceiveAsync(WatchedAnswer answer, CancellationTokenSource stop)
    {
        try
        {
            var representation = Representation.Of(answer.Response, answer.Host);
            request.Bounds.Apply(answer, representation);
            _bytes.Expect(representation.Length);
            if (representation.Length is { } length && length > options.InMemoryLimit)
            {
                var partial = _partial.Begin(representation);
                if (representation.IsResumable)
                {
                    return await FetchMissingAsync(partial, answer, stop).ConfigureAwait(false);
                }

                await new BodyReader(answer, options, _bytes).IntoAsync(partial, 0).ConfigureAwait(false);
                return await _partial.CompleteAsync(stop.Token).ConfigureAwait(false);
            }

            return await ReceiveInMemoryAsync(answer, representation, stop.Token).ConfigureAwait(false);
        }
        catch when (_partial.Current is not { Representation.IsResumable: true })
        {
            await ForgetAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            answer.Dispose();
        }
    }

    private async Task<DownloadOutcome?> ReceiveInMemoryAsync(WatchedAnswer answer, Representation representation, CancellationToken cancellationToken)
    {
        var reader = new BodyReader(answer, options, _bytes);
        var buffer = ArrayPool<byte>.Shared.Rent((int)(representation.Length ?? options.InMemoryLimit) + 1);
        try
        {
            var count = await reader.IntoAsync(buffer).ConfigureAwait(false);
            if (count < buffer.Length)
            {
                return await new Completion(request).CompleteAsync(buffer.AsMemory(0, count), representation, cancellationToken).ConfigureAwait(false);
            }
            // The body fills the buffer, so it is longer than declared, or its length is undeclared and above the limit.
            var partial = _partial.Begin(representation);
            partial.Write(buffer, 0);
            await reader.IntoAsync(partial, count).ConfigureAwait(false);
            return await _partial.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<DownloadOutcome?> FetchMissingAsync(PartialFile partial, WatchedAnswer? first, CancellationTokenSource stop)
    {
        var representation = partial.Representation;
        var inRanges = representation.AcceptsRanges && representation.Length >= options.RangeThreshold && !_useOneConnection;
        var transfer = new RangedTransfer(
            partial, inRanges ? options.MaxConnections : 1, options, limiter, AskAsync, _bytes.Arrived,
            line => log.Message(MessageLevel.Normal, $"{request.Remote}: {line}"), stop);
        if (await _partial.FetchAsync(transfer, first, stop).ConfigureAwait(false))
        {
            return await _partial.CompleteAsync(stop.Token).ConfigureAwait(false);
        }

        log.Message(MessageLevel.Normal, $"{request.Remote}: storage does not go on with the contents that began to arrive; starting again.");
        _useOneConnection = true;
        await ForgetAsync().ConfigureAwait(false);
        return transfer.Fresh is { } fresh ? await RestartAsync(fresh, stop).ConfigureAwait(false) : null;

        Task<WatchedAnswer> AskAsync(ByteRange range, CancellationToken cancellationToken) => storage.GetAsync(message =>
        {
            encoding.Ask(message, representation);
            RangeAnswer.Ask(message, representation, range);
        }, cancellationToken);
    }

    /// <summary>Starts again with an answer to another request; <see langword="null"/> if it is not the whole contents (200).</summary>
    private async Task<DownloadOutcome?> RestartAsync(WatchedAnswer answer, CancellationTokenSource stop)
    {
        if (answer.Status == HttpStatusCode.OK)
        {
            return await ReceiveAsync(answer, stop).ConfigureAwait(false);
        }

        answer.Dispose();
        return null;
    }

    private async Task ForgetAsync()
    {
        await _partial.ForgetAsync().ConfigureAwait(false);
        _bytes.Lost();
    }
}
