using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Fireworks.Datasets.Contents;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4), computed piece by piece, in hardware if the processor supports it.</summary>
internal struct Crc32C
{
    // The register is stored inverted, so that the default value of this struct is the start value of the checksum.
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

    /// <summary>The four bytes of the checksum in the order of <c>x-goog-hash</c>, the most significant first.</summary>
    public readonly byte[] ToBytes()
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Value);
        return bytes;
    }
}
