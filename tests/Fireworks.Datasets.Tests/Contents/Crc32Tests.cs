using System.Text;
using Fireworks.Datasets.Contents;

namespace Fireworks.Datasets.Tests.Contents;

[TestClass]
public class Crc32Tests
{
    private static readonly byte[] s_checkInput = Encoding.ASCII.GetBytes("123456789");

    [TestMethod]
    public void Crc32C_has_the_published_check_value()
    {
        var crc = default(Crc32C);
        crc.Append(s_checkInput);
        Assert.AreEqual(0xE3069283u, crc.Value);
        CollectionAssert.AreEqual(new byte[] { 0xE3, 0x06, 0x92, 0x83 }, crc.ToBytes());
    }

    [TestMethod]
    public void Crc32_has_the_published_check_value()
    {
        var crc = default(Crc32);
        crc.Append(s_checkInput);
        Assert.AreEqual(0xCBF43926u, crc.Value);
    }

    [TestMethod]
    public void Nothing_has_the_value_zero()
    {
        Assert.AreEqual(0u, default(Crc32C).Value);
        Assert.AreEqual(0u, default(Crc32).Value);
    }

    [TestMethod]
    public void Pieces_of_any_length_give_the_value_of_the_whole()
    {
        var bytes = Enumerable.Range(0, 1000).Select(i => (byte)(i * 7)).ToArray();
        var (wholeC, whole) = (default(Crc32C), default(Crc32));
        wholeC.Append(bytes);
        whole.Append(bytes);
        for (var piece = 1; piece < 40; piece++)
        {
            var (partsC, parts) = (default(Crc32C), default(Crc32));
            foreach (var part in bytes.Chunk(piece))
            {
                partsC.Append(part);
                parts.Append(part);
            }

            Assert.AreEqual(wholeC.Value, partsC.Value);
            Assert.AreEqual(whole.Value, parts.Value);
        }
    }
}
