namespace Fireworks.Datasets.Emulator;

/// <summary>Immutable bytes that can be read from any place, by several readers at once, without holding them in memory.</summary>
internal abstract class ObjectContent
{
    public abstract long Length { get; }

    public abstract IContentReader Open();

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        using var reader = Open();
        reader.Read(0, bytes);
        return bytes;
    }
}

/// <summary>Reads an <see cref="ObjectContent"/>; the caller asks only for bytes inside its length.</summary>
internal interface IContentReader : IDisposable
{
    void Read(long offset, Span<byte> destination);
}
