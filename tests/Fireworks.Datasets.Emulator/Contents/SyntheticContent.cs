using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Fireworks.Datasets.Emulator;

/// <summary>
/// Deterministic pseudo-random bytes of any length, computed where they are read: the 8 bytes at 8*i are
/// SplitMix64 of (seed, i), little-endian.
/// </summary>
internal sealed class SyntheticContent(long length, int seed) : ObjectContent, IContentReader
{
    private readonly ulong _start = Mix((ulong)seed + 0x5851F42D4C957F2D);

    public override long Length => length;

    public override IContentReader Open() => this;

    public void Read(long offset, Span<byte> destination)
    {
        while (destination.Length > 0 && (offset % 8 != 0 || destination.Length < 8 || !BitConverter.IsLittleEndian))
        {
            var count = Word(offset, destination);
            destination = destination[count..];
            offset += count;
        }

        var words = MemoryMarshal.Cast<byte, ulong>(destination);
        var index = (ulong)(offset / 8);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Mix(_start + index + (ulong)i);
        }

        var rest = destination[(words.Length * 8)..];
        if (rest.Length > 0)
        {
            Word(offset + (words.Length * 8), rest);
        }
    }

    public void Dispose()
    {
    }

    /// <summary>Copies what the destination can take of the word that contains the offset.</summary>
    private int Word(long offset, Span<byte> destination)
    {
        Span<byte> word = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(word, Mix(_start + (ulong)(offset / 8)));
        var part = word[(int)(offset % 8)..];
        part = part[..Math.Min(part.Length, destination.Length)];
        part.CopyTo(destination);
        return part.Length;
    }

    private static ulong Mix(ulong value)
    {
        value *= 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
