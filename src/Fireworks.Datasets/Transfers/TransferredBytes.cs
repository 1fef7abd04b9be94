using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers;

/// <summary>
/// Counts the bytes of one file. Only a byte that no earlier attempt had is progress: otherwise a body that is cut at the
/// same place each time, and begins anew each time, would be tried for ever.
/// </summary>
internal sealed class TransferredBytes(TransferProgress progress)
{
    private readonly object _lock = new();
    private long _present;
    private long _most;

    public RetryBudget? Budget { get; set; }

    /// <summary>Length that storage declares.</summary>
    public long? Declared { get; private set; }

    /// <summary>The most that any attempt had.</summary>
    public long Most => Interlocked.Read(ref _most);

    public void Expect(long? length)
    {
        progress.LengthChanged(Declared, length);
        Declared = length;
    }

    /// <summary>Bytes of an earlier run.</summary>
    public void Found(long count)
    {
        lock (_lock)
        {
            (_present, _most) = (count, count);
        }

        progress.Present(count);
    }

    /// <param name="total">Bytes of the file that there are now.</param>
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

    /// <summary>They were of no use.</summary>
    public void Lost()
    {
        lock (_lock)
        {
            progress.Present(-_present);
            _present = 0;
        }
    }
}
