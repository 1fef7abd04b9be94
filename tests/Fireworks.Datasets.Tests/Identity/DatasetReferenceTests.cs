using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Identity;

[TestClass]
public class DatasetReferenceTests
{
    [TestMethod]
    [DataRow("x", null, null, "x")]
    [DataRow("x", "acme", "acme", "x")]
    [DataRow("x", " ", null, "x")]
    [DataRow("acme/x", null, "acme", "x")]
    [DataRow("acme/x", "acme", "acme", "x")]
    [DataRow("accounts/acme/datasets/x", "", "acme", "x")]
    [DataRow(" acme/x\n", null, "acme", "x")]
    [DataRow("A-1/gsm8k_eval.v2", null, "A-1", "gsm8k_eval.v2")]
    public void Reads_all_forms(string include, string? account, string? expectedAccount, string dataset) =>
        Assert.AreEqual(new DatasetReference(expectedAccount, dataset), DatasetReference.Parse(include, account));

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow("/x")]
    [DataRow("acme/")]
    [DataRow("accounts//datasets/x")]
    [DataRow("acme//x")]
    [DataRow("a/b/c")]
    [DataRow("accounts/acme/datasets/")]
    [DataRow("accounts/acme/models/x")]
    [DataRow("Accounts/acme/datasets/x")]
    [DataRow("accounts/acme/datasets/x/y")]
    [DataRow("https://app.fireworks.ai/dashboard/datasets/x")]
    [DataRow("acme/x?lineage")]
    [DataRow("acme/x:delete")]
    [DataRow("acme/%2e%2e")]
    [DataRow("..")]
    [DataRow("acme/..")]
    [DataRow("x+lineage")]
    [DataRow("-x")]
    [DataRow(".x")]
    [DataRow("x.")]
    [DataRow("con")]
    [DataRow("acme/NUL.v1")]
    [DataRow("naïve")]
    [DataRow("a b")]
    [DataRow("$(Dataset)")]
    [DataRow("*")]
    public void Refuses_what_is_no_dataset(string include)
    {
        var message = Diagnosed.One("FWDS1003", () => DatasetReference.Parse(include));
        Assert.Contains("accounts/<account>/datasets/<dataset>", message);
    }

    [TestMethod]
    public void Bounds_the_length()
    {
        Assert.AreEqual(128, DatasetReference.Parse(new string('a', 128)).Dataset.Length);
        Diagnosed.One("FWDS1003", () => DatasetReference.Parse(new string('a', 129)));
    }

    [TestMethod]
    [DataRow("x", "ac me")]
    [DataRow("x", "accounts/acme")]
    [DataRow("x", "..")]
    [DataRow("ac me/x", null)]
    [DataRow("../x", null)]
    [DataRow("accounts/../datasets/x", null)]
    public void Refuses_what_is_no_account(string include, string? account) =>
        Assert.Contains("x'", Diagnosed.One("FWDS1002", () => DatasetReference.Parse(include, account)));

    [TestMethod]
    public void Refuses_two_accounts_for_one_dataset()
    {
        var message = Diagnosed.One("FWDS1005", () => DatasetReference.Parse("acme/x", "other"));
        Assert.Contains("Account='other'", message);
        Assert.Contains("acme/x", message);
    }
}
