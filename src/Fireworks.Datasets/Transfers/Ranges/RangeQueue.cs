namespace Fireworks.Datasets.Transfers.Ranges;

/// <summary>
/// The ranges of a file that are still to be requested. All connections take from the front, so that the bytes that have
/// arrived have few gaps and can be hashed meanwhile. Ranges become shorter as fewer bytes are left, so that all connections
/// end at about the same time. It is thread-safe.
/// </summary>
/// <param name="connections">The most connections. A single connection requests each gap as one range, whatever its length.</param>
/// <param name="shortest">The fewest bytes of a range, unless fewer are missing in a row.</param>
/// <param name="longest">The most bytes of a range if there are several connections.</param>
internal sealed class RangeQueue(RangeSet missing, int connections, long shortest, long longest)
{
    private readonly object _lock = new();
    private readonly List<ByteRange> _asked = [];

    /// <summary>The number of further connections that would find a range to request.</summary>
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
    /// Takes the next range to request. Until <see cref="TryOpen"/> or <see cref="GiveUp"/>, another connection whose answer
    /// continues into this range may take it over with <see cref="TryTakeAt"/>.
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

    /// <summary>Records that the answer to the request for a range has arrived. No other connection can then take the range over.</summary>
    /// <returns>False if another connection has taken the range over.</returns>
    public bool TryOpen(ByteRange range)
    {
        lock (_lock)
        {
            return _asked.Remove(range);
        }
    }

    /// <summary>Puts back a range whose request got no answer. It does nothing if the range was opened or taken over.</summary>
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
    /// Takes the range that starts at a position, for a connection whose answer has reached it. The range may be one that another
    /// connection has requested without an answer yet: a server that allows only one connection would never answer that request.
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

    /// <summary>Puts back the bytes of an opened range that its connection did not receive.</summary>
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
