using System.IO.Compression;
using Fireworks.Datasets.Contents;

namespace Fireworks.Datasets.Tests.Contents;

[TestClass]
public class GzipReaderTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(8191)]
    [DataRow(8192)]
    [DataRow(300_000)]
    public void Decodes_what_was_encoded(int length)
    {
        foreach (var contents in new[] { Random(length), Text(length) })
        {
            foreach (var level in new[] { CompressionLevel.Optimal, CompressionLevel.NoCompression })
            {
                CollectionAssert.AreEqual(contents, Decode(Encode(contents, level)));
            }
        }
    }

    [TestMethod]
    public void Decodes_several_members_also_empty_ones_and_padding()
    {
        byte[] encoded = [.. Encode([]), .. Encode(Text(70_000)), .. Encode([]), .. Encode(Random(9_000)), .. Encode([1]), .. new byte[600]];
        byte[] expected = [.. Text(70_000), .. Random(9_000), 1];
        CollectionAssert.AreEqual(expected, Decode(encoded));
    }

    [TestMethod]
    public void Skips_the_optional_fields_of_the_header()
    {
        var plain = Encode(Text(100));
        byte[] encoded =
        [
            .. plain.AsSpan(0, 3), 2 | 4 | 8 | 16, .. plain.AsSpan(4, 6),
            3, 0, 9, 9, 9, .. "name\0comment\0"u8, 7, 7, .. plain.AsSpan(10),
        ];
        CollectionAssert.AreEqual(Text(100), Decode(encoded));
    }

    [TestMethod]
    public void Reads_no_header_without_end()
    {
        var source = new MemoryStream([0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3, .. Enumerable.Repeat((byte)'n', 1_000_000)]);
        using var reader = new GzipReader(source);

        Assert.ThrowsExactly<InvalidDataException>(() => reader.Read(new byte[1]));
        Assert.IsLessThan(200_000, source.Position);
    }

    [TestMethod]
    public void Every_truncation_is_noticed()
    {
        byte[] encoded = [.. Encode(Text(3_000)), .. Encode(Random(300), CompressionLevel.NoCompression)];
        var first = Encode(Text(3_000)).Length;
        for (var length = 0; length < encoded.Length; length++)
        {
            if (length != first)
            {
                Assert.ThrowsExactly<InvalidDataException>(() => Decode(encoded[..length]), $"cut at {length}");
            }
        }
    }

    [TestMethod]
    public void No_damaged_byte_gives_other_contents()
    {
        var encoded = Encode(Text(3_000));
        for (var at = 10; at < encoded.Length; at++)
        {
            var damaged = encoded.ToArray();
            damaged[at] ^= 0x40;
            byte[]? decoded = null;
            try
            {
                decoded = Decode(damaged);
            }
            catch (InvalidDataException)
            {
                // Noticed. A few bits may also not matter: those that fill the last byte, or repeat text from elsewhere.
            }

            Assert.IsTrue(decoded is null || decoded.SequenceEqual(Text(3_000)), $"damaged at {at}");
        }
    }

    [TestMethod]
    public void What_is_not_gzip_is_refused()
    {
        Assert.ThrowsExactly<InvalidDataException>(() => Decode(Text(100)));
        Assert.ThrowsExactly<InvalidDataException>(() => Decode([.. Encode(Text(100)), .. "rest"u8]));
    }

    private static byte[] Decode(byte[] encoded)
    {
        using var reader = new GzipReader(new MemoryStream(encoded));
        var decoded = new MemoryStream();
        var buffer = new byte[4096];
        int count;
        while ((count = reader.Read(buffer)) > 0)
        {
            decoded.Write(buffer, 0, count);
        }

        return decoded.ToArray();
    }

    private static byte[] Encode(byte[] contents, CompressionLevel level = CompressionLevel.Optimal)
    {
        // .NET writes nothing at all for nothing.
        if (contents.Length == 0)
        {
            return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        }

        var encoded = new MemoryStream();
        using (var gzip = new GZipStream(encoded, level))
        {
            gzip.Write(contents);
        }

        return encoded.ToArray();
    }

    private static byte[] Random(int length)
    {
        var bytes = new byte[length];
        new Random(42).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Text(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)('a' + (i * i / 7 % 20)))];
}
