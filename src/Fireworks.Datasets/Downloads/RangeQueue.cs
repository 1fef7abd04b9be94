namespace Fireworks.Datasets.Downloads;

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

    public bool TryTake(out ByteRange range)
    {
        lock (_lock)
        {
            range = missing.Ranges.Count == 0 ? default : missing.Ranges[0];
            return Take(ref range);
        }
    }

    /// <summary>Takes the part that starts here, for a connection that is there already.</summary>
    public bool TryTakeAt(long position, out ByteRange range)
    {
        lock (_lock)
        {
            range = missing.Ranges.FirstOrDefault(free => free.Start <= position && position < free.End);
            range = range.Length == 0 ? range : range with { Start = position };
            return Take(ref range);
        }
    }

    /// <summary>What a connection took and did not get.</summary>
    public void GiveBack(ByteRange range)
    {
        lock (_lock)
        {
            missing.Add(range);
        }
    }

    private long NextLength => connections == 1 ? long.MaxValue / 2 : Math.Clamp(missing.Total / (2L * connections), shortest, longest);

    private bool Take(ref ByteRange range)
    {
        range = range with { End = range.Start + Math.Min(range.Length, NextLength) };
        missing.Remove(range);
        return range.Length > 0;
    }
}
