using Fireworks.Datasets.Identity;

namespace Fireworks.Datasets.Tests.Identity;

[TestClass]
public class DatasetKeyTests
{
    [TestMethod]
    [DataRow("accounts/acme/datasets/x", "acme/x")]
    [DataRow("accounts/A-1/datasets/gsm8k_eval.v2?lineage", "A-1/gsm8k_eval.v2+lineage")]
    public void Comes_back_from_its_text(string text, string folder)
    {
        Assert.IsTrue(DatasetKey.TryParse(text, out var key));
        Assert.AreEqual(text, key.ToString());
        Assert.AreEqual(folder, key.Folder);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("acme/x")]
    [DataRow("accounts/acme/datasets/")]
    [DataRow("accounts//datasets/x")]
    [DataRow("accounts/acme/models/x")]
    [DataRow("Accounts/acme/datasets/x")]
    [DataRow(" accounts/acme/datasets/x")]
    [DataRow("accounts/acme/datasets/x/y")]
    [DataRow("accounts/acme/datasets/x+lineage")]
    [DataRow("accounts/acme/datasets/x?Lineage")]
    [DataRow("accounts/acme/datasets/x?lineage?lineage")]
    [DataRow("accounts/../datasets/x")]
    [DataRow("accounts/aux/datasets/x")]
    [DataRow("accounts/acme/datasets/LPT1.jsonl")]
    public void Refuses_every_other_text(string text) => Assert.IsFalse(DatasetKey.TryParse(text, out _));
}
