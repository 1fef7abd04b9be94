namespace Fireworks.Datasets.Emulator;

/// <summary>A beginning, then one byte again and again up to a length: answers too large to hold.</summary>
internal sealed class PaddedContent(ReadOnlyMemory<byte> beginning, byte padding, long length) : ObjectContent, IContentReader
{
    public override long Length => length;

    public override IContentReader Open() => this;

    public void Read(long offset, Span<byte> destination)
    {
        destination.Fill(padding);
        if (offset < beginning.Length)
        {
            var start = beginning.Span[(int)offset..];
            start[..Math.Min(start.Length, destination.Length)].CopyTo(destination);
        }
    }

    public void Dispose()
    {
    }
}
