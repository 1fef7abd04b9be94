namespace Fireworks.Datasets.Emulator;

/// <summary>Bytes in memory.</summary>
internal sealed class MemoryContent(ReadOnlyMemory<byte> bytes) : ObjectContent, IContentReader
{
    public static MemoryContent Empty { get; } = new(default);

    public override long Length => bytes.Length;

    public override IContentReader Open() => this;

    public void Read(long offset, Span<byte> destination) =>
        bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);

    public void Dispose()
    {
    }
}
