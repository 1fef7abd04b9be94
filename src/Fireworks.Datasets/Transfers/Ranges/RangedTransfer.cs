using System.Buffers;
using System.Net;
using System.Runtime.ExceptionServices;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers.Partials;

namespace Fireworks.Datasets.Transfers.Ranges;

/// <summary>
/// Fetches the missing bytes of a partial file over one or several connections. If a connection fails, another one requests
/// its range. The attempt fails only when no connection is left.
/// </summary>
/// <param name="ask">Requests a range of the file from storage.</param>
/// <param name="arrived">Called by several threads with the number of bytes that arrived, and the new total of the file.</param>
/// <param name="stop">The caller cancels it to end the transfer. This class cancels it after a failure that concerns all connections.</param>
internal sealed class RangedTransfer(
    PartialFile partial, int connections, DownloadOptions options, ConnectionLimiter limiter,
    Func<ByteRange, CancellationToken, Task<WatchedAnswer>> ask, Action<int, long> arrived, Action<string> log, CancellationTokenSource stop)
{
    private readonly RangeQueue _queue = new(partial.Missing(), connections, options.ShortestRange, options.LongestRange(partial.Representation.Length!.Value, connections));
    private readonly ConnectionCrew _crew = new(connections, limiter);
    private volatile Exception? _lastFailure;
    private ExceptionDispatchInfo? _fatal;
    private volatile bool _isStale;

    /// <summary>A whole answer (200) that storage sent instead of a range, or <see langword="null"/>. The caller disposes it.</summary>
    public WatchedAnswer? Fresh { get; private set; }

    /// <summary>Runs until all bytes have arrived.</summary>
    /// <param name="first">A whole answer (200) to read from the start of the file; <see langword="null"/> if there is none.</param>
    /// <returns>False if storage now has other contents, or does not send the ranges that were requested.</returns>
    /// <exception cref="TransferException">No connection is left. The exception is the last failure.</exception>
    public async Task<bool> RunAsync(WatchedAnswer? first)
    {
        while (!partial.IsComplete && !_isStale)
        {
            _crew.Begin();
            _lastFailure = null;
            var open = first is null ? await OpenNextAsync().ConfigureAwait(false) : OpenWhole(first);
            first = null;
            if (open is null)
            {
                break;
            }

            Recruit();
            _crew.Add(RunConnectionAsync(open, null));
            await _crew.AllAsync().ConfigureAwait(false);
            _fatal?.Throw();
            if (_lastFailure is { } failure && !_isStale && !partial.IsComplete)
            {
                ExceptionDispatchInfo.Throw(failure);
            }
        }

        return partial.IsComplete;
    }

    /// <param name="borrowed">The connection's permit; <see langword="null"/> for the first, which uses the download's permit.</param>
    private async Task RunConnectionAsync(OpenRange? open, ConnectionLimiter.Permit? borrowed)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(options.BufferSize);
        var isOpening = false;
        try
        {
            while (true)
            {
                isOpening = true;
                open ??= await OpenNextAsync().ConfigureAwait(false);
                isOpening = false;
                if (open is null)
                {
                    return;
                }

                using (open.Answer)
                {
                    await ReadAsync(open, buffer).ConfigureAwait(false);
                }

                open = null;
                if (borrowed is not null && limiter.HasWaiters)
                {
                    return;
                }
            }
        }
#pragma warning disable CA1031 // Fail keeps the exception, and RunAsync judges it when all connections have ended.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception, isOpening);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            borrowed?.Dispose();
            _crew.Left();
        }
    }

    /// <summary>Reads an answer range by range, until it ends or another connection has the next range.</summary>
    private async Task ReadAsync(OpenRange open, byte[] buffer)
    {
        var part = open.Part;
        var position = part.Start;
        try
        {
            do
            {
                var end = Math.Min(part.End, open.End);
                while (position < end)
                {
                    var count = await open.Answer.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, end - position))).ConfigureAwait(false);
                    if (count == 0)
                    {
                        throw FailureClassifier.CutShort(open.Answer.Host);
                    }

                    var total = partial.Write(buffer.AsSpan(0, count), position);
                    position += count;
                    arrived(count, total);
                }

                if (position == part.End)
                {
                    _crew.Succeeded();
                    Recruit();
                }
            }
            while (position < open.End && _queue.TryTakeAt(position, out part));
        }
        finally
        {
            _queue.GiveBack(part with { Start = Math.Max(position, part.Start) });
        }
    }

    private OpenRange OpenWhole(WatchedAnswer answer)
    {
        _queue.TryTakeAt(0, out var part);
        return new(answer, part, partial.Representation.Length!.Value);
    }

    private async Task<OpenRange?> OpenNextAsync()
    {
        while (_queue.TryAsk(out var part))
        {
            WatchedAnswer? answer = null;
            try
            {
                answer = await ask(part, stop.Token).ConfigureAwait(false);
                if (!RangeAnswer.Fits(answer, partial.Representation, part, out var answerEnd))
                {
                    _isStale = true;
                    _crew.Close();
                    if (answer.Status == HttpStatusCode.OK && _crew.Active == 1)
                    {
                        (Fresh, answer) = (answer, null);
                    }

                    return null;
                }

                if (_queue.TryOpen(part))
                {
                    var open = new OpenRange(answer, part, answerEnd);
                    answer = null;
                    return open;
                }
            }
            finally
            {
                _queue.GiveUp(part);
                answer?.Dispose();
            }
        }

        return null;
    }

    private void Recruit() => _crew.Recruit(_queue.Parts, permit => RunConnectionAsync(null, permit));

    private void Fail(Exception exception, bool isOpening)
    {
        if (exception is TransferException || (exception is DatasetException && isOpening))
        {
            if (_crew.Failed(isRefusal: exception is not TransferException { Kind: not FailureKind.Status }))
            {
                log($"{exception.Message}; the other connections go on without this one.");
            }

            _lastFailure = exception;
            return;
        }
        // A cancellation or a failure of the local disk concerns all connections, so all of them stop.
        Interlocked.CompareExchange(ref _fatal, ExceptionDispatchInfo.Capture(exception), null);
        stop.Cancel();
    }

    /// <summary>An open answer, the range to read from it first, and the exclusive end of its bytes.</summary>
    private sealed record OpenRange(WatchedAnswer Answer, ByteRange Part, long End);
}
