using System.Buffers.Binary;

namespace Fireworks.Datasets.Contents;

/// <summary>The CRC-32 of gzip (RFC 1952 section 8), computed piece by piece, with eight bytes in each step.</summary>
/// <remarks>
/// System.IO.Hashing is five times as fast, which saves a tenth of a cold fetch of 64 MB in gzip and nothing for a small file. It is
/// not used, because it would be the only assembly besides our own that the package ships and that every fetch loads.
/// </remarks>
internal struct Crc32
{
    private const int Slices = 8;
    private const uint ReversedPolynomial = 0xEDB88320;
    private static readonly uint[] s_tables = BuildTables();

    // The register is stored inverted, so that the default value of this struct is the start value of the checksum.
    private uint _inverted;

    public readonly uint Value => _inverted;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        var tables = s_tables;
        while (bytes.Length >= Slices)
        {
            var low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = tables[(7 * 256) + (byte)low] ^ tables[(6 * 256) + (byte)(low >> 8)]
                ^ tables[(5 * 256) + (byte)(low >> 16)] ^ tables[(4 * 256) + (byte)(low >> 24)]
                ^ tables[(3 * 256) + bytes[4]] ^ tables[(2 * 256) + bytes[5]]
                ^ tables[256 + bytes[6]] ^ tables[bytes[7]];
            bytes = bytes[Slices..];
        }

        foreach (var b in bytes)
        {
            crc = (crc >> 8) ^ tables[(byte)crc ^ b];
        }

        _inverted = ~crc;
    }

    private static uint[] BuildTables()
    {
        var tables = new uint[Slices * 256];
        for (var i = 0; i < 256; i++)
        {
            var crc = (uint)i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : ReversedPolynomial);
            }

            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            var previous = tables[i - 256];
            tables[i] = (previous >> 8) ^ tables[(byte)previous];
        }

        return tables;
    }
}
