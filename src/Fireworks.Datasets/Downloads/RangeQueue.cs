namespace Fireworks.Datasets.Downloads;

/// <summary>
/// What of a file is still to be asked for. One connection reads forward from the front, in one request; the others
/// take parts from the back, so that they meet it as late as possible. For use from several threads.
/// </summary>
internal sealed class RangeQueue(RangeSet missing, long rangeLength)
{
    private readonly object _lock = new();

    /// <summary>How many more connections would find work.</summary>
    public int Parts
    {
        get
        {
            lock (_lock)
            {
                return (int)Math.Min(int.MaxValue, (missing.Total + rangeLength - 1) / rangeLength);
            }
        }
    }

    /// <summary>Takes the first part, and says how far a request for it may reach: to the end of what is missing there.</summary>
    public bool TryTakeFirst(out ByteRange range, out long requestEnd)
    {
        lock (_lock)
        {
            range = missing.Ranges.Count == 0 ? default : missing.Ranges[0];
            requestEnd = range.End;
            return Take(ref range);
        }
    }

    public bool TryTakeLast(out ByteRange range)
    {
        lock (_lock)
        {
            range = missing.Ranges.Count == 0 ? default : missing.Ranges[^1];
            range = range with { Start = Math.Max(range.Start, range.End - rangeLength) };
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

    private bool Take(ref ByteRange range)
    {
        range = range with { End = range.Start + Math.Min(range.Length, rangeLength) };
        missing.Remove(range);
        return range.Length > 0;
    }
}
