using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Fireworks.Datasets.Contents;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4), computed piece by piece; in hardware where the processor has it.</summary>
internal struct Crc32C
{
    // Kept inverted, so that the default value is the start value.
    private uint _inverted;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var b in bytes[(bytes.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        _inverted = ~crc;
    }

    public readonly uint Value => _inverted;

    /// <summary>The four bytes, the most significant first, as <c>x-goog-hash</c> has them.</summary>
    public readonly byte[] ToBytes()
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Value);
        return bytes;
    }
}
