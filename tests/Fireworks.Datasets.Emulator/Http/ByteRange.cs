using System.Globalization;

namespace Fireworks.Datasets.Emulator;

/// <summary>A single range of bytes that lies inside the object.</summary>
internal readonly record struct ByteRange(long Start, long Count)
{
    public long End => Start + Count - 1;

    /// <summary>Reads <c>bytes=a-b</c>, <c>bytes=a-</c> and <c>bytes=-n</c>.</summary>
    /// <returns>False where the header must be ignored: several ranges, other units, nonsense.</returns>
    public static bool TryParse(string header, long length, out ByteRange? satisfiable)
    {
        satisfiable = null;
        const string unit = "bytes=";
        var parts = header.StartsWith(unit, StringComparison.Ordinal) ? header[unit.Length..].Split('-') : [];
        if (parts.Length != 2 || !TryNumber(parts[0], out var first) || !TryNumber(parts[1], out var last))
        {
            return false;
        }

        switch (first, last)
        {
            case (null, null):
                return false;
            case (null, { } suffix):
                var count = Math.Min(suffix, length);
                satisfiable = count > 0 ? new ByteRange(length - count, count) : null;
                return true;
            case ({ } start, var end) when end is null || end >= start:
                satisfiable = start < length ? new ByteRange(start, Math.Min(end ?? length - 1, length - 1) - start + 1) : null;
                return true;
            default:
                return false;
        }
    }

    private static bool TryNumber(string text, out long? number)
    {
        var valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        number = valid ? value : null;
        return valid || text.Length == 0;
    }
}
