namespace Fireworks.Datasets.Transfers.Ranges;

/// <summary>
/// What of a file is still to be asked for. All connections take from the front, so that what has arrived has few gaps and
/// can be hashed meanwhile. The less is left, the shorter the parts, so that all connections end at about the same time.
/// For use from several threads.
/// </summary>
/// <param name="connections">With one, a part is all that is missing in a row.</param>
/// <param name="shortest">The least bytes of a part, where so many are left.</param>
/// <param name="longest">The most bytes of a part.</param>
internal sealed class RangeQueue(RangeSet missing, int connections, long shortest, long longest)
{
    private readonly object _lock = new();
    private readonly List<ByteRange> _asked = [];

    /// <summary>How many more connections would find work.</summary>
    public int Parts
    {
        get
        {
            lock (_lock)
            {
                return (int)Math.Min(int.MaxValue, (missing.Total + shortest - 1) / shortest);
            }
        }
    }

    /// <summary>
    /// Takes the next part to ask for. Until <see cref="TryOpen"/> or <see cref="GiveUp"/> a connection whose answer has
    /// those bytes too may overtake it.
    /// </summary>
    public bool TryAsk(out ByteRange range)
    {
        lock (_lock)
        {
            range = missing.Ranges.Count == 0 ? default : Take(missing.Ranges[0]);
            if (range.Length > 0)
            {
                _asked.Add(range);
            }

            return range.Length > 0;
        }
    }

    /// <summary>The answer to what was asked is there.</summary>
    /// <returns>False where another connection has overtaken it.</returns>
    public bool TryOpen(ByteRange range)
    {
        lock (_lock)
        {
            return _asked.Remove(range);
        }
    }

    /// <summary>What was asked has no answer; nothing where it was opened or overtaken.</summary>
    public void GiveUp(ByteRange range)
    {
        lock (_lock)
        {
            if (_asked.Remove(range))
            {
                missing.Add(range);
            }
        }
    }

    /// <summary>
    /// Takes the part that starts here, for a connection that is there already: free, or asked for by another that
    /// has no answer yet and, from a server that allows only one connection, will get none.
    /// </summary>
    public bool TryTakeAt(long position, out ByteRange range)
    {
        lock (_lock)
        {
            range = _asked.FirstOrDefault(asked => asked.Start == position);
            if (_asked.Remove(range))
            {
                return true;
            }

            range = missing.Ranges.FirstOrDefault(free => free.Start <= position && position < free.End);
            range = range.Length == 0 ? range : Take(range with { Start = position });
            return range.Length > 0;
        }
    }

    /// <summary>What a connection had open and did not get.</summary>
    public void GiveBack(ByteRange range)
    {
        lock (_lock)
        {
            missing.Add(range);
        }
    }

    private long NextLength => connections == 1 ? long.MaxValue / 2 : Math.Clamp(missing.Total / (2L * connections), shortest, longest);

    private ByteRange Take(ByteRange range)
    {
        range = range with { End = range.Start + Math.Min(range.Length, NextLength) };
        missing.Remove(range);
        return range;
    }
}
