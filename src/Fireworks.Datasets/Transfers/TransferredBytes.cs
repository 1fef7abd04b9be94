using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers;

/// <summary>
/// Counts the bytes of one file over all attempts. Only bytes beyond those of every earlier attempt are progress that renews
/// the retry budget. Otherwise a body that starts again and is cut at the same place each time would be retried for ever.
/// </summary>
internal sealed class TransferredBytes(TransferProgress progress)
{
    private readonly object _lock = new();
    private long _present;
    private long _most;

    public RetryBudget? Budget { get; set; }

    /// <summary>The length that storage declares, in bytes; <see langword="null"/> if unknown.</summary>
    public long? Declared { get; private set; }

    /// <summary>The most bytes that any attempt had.</summary>
    public long Most => Interlocked.Read(ref _most);

    public void Expect(long? length)
    {
        progress.LengthChanged(Declared, length);
        Declared = length;
    }

    /// <summary>Counts the bytes that an earlier run left.</summary>
    public void Found(long count)
    {
        lock (_lock)
        {
            (_present, _most) = (count, count);
        }

        progress.Present(count);
    }

    /// <param name="total">The number of bytes of the file that are present now.</param>
    public void Arrived(int count, long total)
    {
        lock (_lock)
        {
            _present += count;
            if (total > _most)
            {
                _most = total;
                Budget?.Progressed();
            }
        }

        progress.Arrived(count);
    }

    /// <summary>Takes back all bytes that are present, because they were discarded.</summary>
    public void Lost()
    {
        lock (_lock)
        {
            progress.Present(-_present);
            _present = 0;
        }
    }
}
