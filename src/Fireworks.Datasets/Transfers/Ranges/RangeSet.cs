namespace Fireworks.Datasets.Transfers.Ranges;

/// <summary>A set of bytes of a file, held as sorted ranges that neither overlap nor touch. It is not thread-safe.</summary>
internal sealed class RangeSet
{
    private readonly List<ByteRange> _ranges = [];

    public IReadOnlyList<ByteRange> Ranges => _ranges;

    /// <summary>The number of bytes in the set.</summary>
    public long Total { get; private set; }

    /// <summary>Adds a range, which may overlap ranges of the set.</summary>
    public void Add(ByteRange range)
    {
        if (range.Length <= 0)
        {
            return;
        }

        var first = FirstEndingAtOrAfter(range.Start);
        var last = first;
        while (last < _ranges.Count && _ranges[last].Start <= range.End)
        {
            range = new(Math.Min(range.Start, _ranges[last].Start), Math.Max(range.End, _ranges[last].End));
            Total -= _ranges[last].Length;
            last++;
        }

        _ranges.RemoveRange(first, last - first);
        _ranges.Insert(first, range);
        Total += range.Length;
    }

    public void Remove(ByteRange range)
    {
        if (range.Length <= 0)
        {
            return;
        }

        for (var i = FirstEndingAtOrAfter(range.Start); i < _ranges.Count && _ranges[i].Start < range.End;)
        {
            var (start, end) = _ranges[i];
            _ranges.RemoveAt(i);
            Total -= end - start;
            foreach (var rest in (ReadOnlySpan<ByteRange>)[new(start, Math.Min(end, range.Start)), new(Math.Max(start, range.End), end)])
            {
                if (rest.Length > 0)
                {
                    _ranges.Insert(i++, rest);
                    Total += rest.Length;
                }
            }
        }
    }

    /// <summary>Returns the bytes of a file of this length that are not in the set.</summary>
    public RangeSet MissingOf(long length)
    {
        var missing = new RangeSet();
        missing.Add(new(0, length));
        _ranges.ForEach(missing.Remove);
        return missing;
    }

    private int FirstEndingAtOrAfter(long position)
    {
        var (first, end) = (0, _ranges.Count);
        while (first < end)
        {
            var middle = first + ((end - first) / 2);
            (first, end) = _ranges[middle].End < position ? (middle + 1, end) : (first, middle);
        }

        return first;
    }
}
