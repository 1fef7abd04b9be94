namespace Fireworks.Datasets.Emulator;

/// <summary>The same bytes with one of them flipped.</summary>
internal sealed class CorruptedContent(ObjectContent inner, long position) : ObjectContent
{
    public override long Length => inner.Length;

    public override IContentReader Open() => new Reader(inner.Open(), position);

    private sealed class Reader(IContentReader inner, long position) : IContentReader
    {
        public void Read(long offset, Span<byte> destination)
        {
            inner.Read(offset, destination);
            if (position >= offset && position < offset + destination.Length)
            {
                destination[(int)(position - offset)] ^= 0x01;
            }
        }

        public void Dispose() => inner.Dispose();
    }
}
