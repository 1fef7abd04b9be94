namespace Fireworks.Datasets.Transfers.Ranges;

/// <summary>The bytes of a file from <paramref name="Start"/> (inclusive) to <paramref name="End"/> (exclusive).</summary>
internal readonly record struct ByteRange(long Start, long End)
{
    public long Length => End - Start;
}
