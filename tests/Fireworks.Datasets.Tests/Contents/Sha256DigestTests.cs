using Fireworks.Datasets.Contents;

namespace Fireworks.Datasets.Tests.Contents;

[TestClass]
public class Sha256DigestTests
{
    [TestMethod]
    public void Parses_only_lower_case_hexadecimal_of_full_length()
    {
        Assert.IsTrue(Sha256Digest.TryParse(new string('a', 64), out var digest));
        Assert.AreEqual(new string('a', 64), digest.ToString());
        Assert.IsFalse(Sha256Digest.TryParse(new string('A', 64), out _));
        Assert.IsFalse(Sha256Digest.TryParse(new string('a', 63), out _));
    }
}
