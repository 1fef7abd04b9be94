using System.Globalization;
using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Build.Tests.Items;

[TestClass]
public class DatasetItemTests
{
    [TestMethod]
    public void Nothing_given_means_the_defaults_of_the_contract()
    {
        var item = Read("acme/x");
        Assert.AreEqual(("acme", "x"), (item.Reference.Account, item.Reference.Dataset));
        Assert.AreEqual((false, false, "None", "PreserveNewest", ""), (item.Lineage, item.Floating, item.Placement.BuildAction, item.Placement.CopyToOutputDirectory, item.Placement.CopyToPublishDirectory));
        Assert.AreEqual("datasets/x", item.Placement.LinkBase.Value);
        Assert.AreEqual("datasets/x/a/b.jsonl", item.Placement.LinkBase.PathOf("a/b.jsonl"));
        Assert.IsTrue(item.Filter.TakesEverything);
    }

    [TestMethod]
    [DataRow("None", "PreserveNewest")]
    [DataRow("content", "PreserveNewest")]
    [DataRow("EmbeddedResource", "Never")]
    [DataRow("AdditionalFiles", "Never")]
    [DataRow("My-Item_2", "Never")]
    public void The_copy_rule_follows_the_build_action(string buildAction, string copy)
    {
        Assert.AreEqual(copy, Read("x", ("BuildAction", buildAction)).Placement.CopyToOutputDirectory);
        Assert.AreEqual("Always", Read("x", ("BuildAction", buildAction), ("CopyToOutputDirectory", " always ")).Placement.CopyToOutputDirectory);
    }

    [TestMethod]
    [DataRow("BuildAction", "my item")]
    [DataRow("BuildAction", "1x")]
    [DataRow("BuildAction", "a.b")]
    [DataRow("BuildAction", "$(x)")]
    [DataRow("BuildAction", "ItemGroup")]
    [DataRow("BuildAction", "Target")]
    [DataRow("BuildAction", "FireworksDataset")]
    [DataRow("Lineage", "1")]
    [DataRow("Floating", "maybe")]
    [DataRow("CopyToOutputDirectory", "Newest")]
    [DataRow("CopyToPublishDirectory", "true")]
    [DataRow("Files", "../x")]
    [DataRow("ExcludeFiles", "/x")]
    [DataRow("LinkBase", "..")]
    [DataRow("LinkBase", "../x")]
    [DataRow("LinkBase", @"..\x")]
    [DataRow("LinkBase", "a/../../x")]
    [DataRow("LinkBase", "/x")]
    [DataRow("LinkBase", @"\x")]
    [DataRow("LinkBase", "C:/x")]
    [DataRow("LinkBase", "C:x")]
    [DataRow("LinkBase", @"\\server\share")]
    [DataRow("LinkBase", "a:b")]
    [DataRow("LinkBase", "nul")]
    [DataRow("LinkBase", "a*")]
    [DataRow("LinkBase", "a. /b")]
    [DataRow("LinkBase", ".")]
    [DataRow("LinkBase", "./")]
    public void A_wrong_value_is_told_with_its_dataset(string name, string value)
    {
        var message = Diagnosed.One("FWDS1005", () => Read("acme/x", (name, value)));
        Assert.StartsWith($"{name}='{value}' of dataset '", message);
        Assert.Contains("Allowed: ", message);
    }

    [TestMethod]
    [DataRow("data", "data")]
    [DataRow("data/", "data")]
    [DataRow("./data", "data")]
    [DataRow(@"data\eval\", "data/eval")]
    [DataRow("data//eval", "data/eval")]
    [DataRow(" my data/é ", "my data/é")]
    public void A_link_base_is_one_folder_written_with_slashes(string text, string expected) =>
        Assert.AreEqual(expected, Read("x", ("LinkBase", text)).Placement.LinkBase.Value);

    [TestMethod]
    [DataRow(".")]
    [DataRow("./")]
    [DataRow(@".\")]
    public void The_output_root_is_for_files_named_literally(string root)
    {
        var item = Read("x", ("LinkBase", root), ("Files", "eval.jsonl;sub/b.jsonl"));
        Assert.IsTrue(item.Placement.LinkBase.IsRoot);
        Assert.AreEqual("eval.jsonl", item.Placement.LinkBase.PathOf("eval.jsonl"));
        Assert.Contains("literally", Diagnosed.One("FWDS1005", () => Read("x", ("LinkBase", root), ("Files", "eval.jsonl;*.json"))));
    }

    [TestMethod]
    public void All_problems_of_an_item_are_told_at_once()
    {
        var problems = Diagnosed.All(() => Read("a b", ("Lineage", "x"), ("BuildAction", "?"), ("Files", "../x")));
        Assert.AreEqual("FWDS1003 FWDS1005 FWDS1005 FWDS1005", string.Join(' ', problems.Select(problem => problem.Code)));
    }

    [TestMethod]
    public void Turkish_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            var item = Read("x", ("Lineage", "TRUE"), ("BuildAction", "ADDITIONALFILES"), ("CopyToOutputDirectory", "IFDIFFERENT"));
            Assert.AreEqual((true, "ADDITIONALFILES", "IfDifferent"), (item.Lineage, item.Placement.BuildAction, item.Placement.CopyToOutputDirectory));
            Diagnosed.One("FWDS1005", () => Read("x", ("BuildAction", "itemgroup")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static DatasetItem Read(string include, params (string Name, string Value)[] metadata)
    {
        var values = metadata.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
        return DatasetItem.Read(include, name => values.GetValueOrDefault(name, ""), name => MSBuildEscaping.SplitEscaped(values.GetValueOrDefault(name, "")));
    }
}
