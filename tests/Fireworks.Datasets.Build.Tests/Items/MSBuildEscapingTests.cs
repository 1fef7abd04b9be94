using Fireworks.Datasets.Build.Items;

namespace Fireworks.Datasets.Build.Tests.Items;

[TestClass]
public class MSBuildEscapingTests
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow(" ; ", "")]
    [DataRow("a;b", "a|b")]
    [DataRow("\n  a ;\n  b c\n", "a|b c")]
    [DataRow("a%3bb; %2A ;100%;%zz", "a;b|*|100%|%zz")]
    public void A_list_is_split_before_its_entries_are_unescaped(string list, string entries) =>
        Assert.AreEqual(entries, string.Join('|', MSBuildEscaping.SplitEscaped(list)));

    [TestMethod]
    [DataRow("plain/name.jsonl")]
    [DataRow("100%; $(x) @(y) 'z' *?")]
    [DataRow("%3b")]
    public void What_was_escaped_comes_back(string text)
    {
        var escaped = MSBuildEscaping.Escape(text);
        Assert.IsFalse(escaped.Any(";*?$@('".Contains), escaped);
        Assert.AreEqual(text, MSBuildEscaping.Unescape(escaped));
    }
}
