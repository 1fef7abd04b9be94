using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Identity;

namespace Fireworks.Datasets.Tests;

[TestClass]
public sealed class ProvenanceDigestTests
{
    private static readonly DatasetKey s_dataset = new(new("acme", "gsm8k-eval"), Lineage: false);

    [TestMethod]
    public void Depends_on_names_and_digests_and_on_nothing_else()
    {
        var (upper, lower) = (Fetched("B.jsonl"), Fetched("a.jsonl"));

        // Ordinal order, in which an upper-case letter comes first.
        var expected = Of($"B.jsonl\n{upper.Content.Digest}\na.jsonl\n{lower.Content.Digest}\n");

        Assert.AreEqual(expected, ProvenanceDigest.Of([upper, lower]));
        Assert.AreEqual(expected, ProvenanceDigest.Of([lower with { Changed = true, FullPath = "/elsewhere" }, upper]));
        Assert.AreNotEqual(expected, ProvenanceDigest.Of([upper]));
    }

    private static FetchedFile Fetched(string name) => new(s_dataset, name, $"/{name}", new(name.Length, Of(name)), TimeStampTicks: 1, Changed: false);

    private static Sha256Digest Of(string text) => Sha256Digest.Of(Encoding.UTF8.GetBytes(text));
}
