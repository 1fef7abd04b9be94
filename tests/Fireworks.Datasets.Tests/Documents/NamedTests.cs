using System.Text.RegularExpressions;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Documents;

/// <summary>Some documents name the tests that show what they say; a name that no test has any more is a claim without proof.</summary>
[TestClass]
public sealed partial class NamedTests
{
    private static readonly HashSet<string> s_classes = TestSources.Names.Select(name => name.Split('.')[0]).ToHashSet(StringComparer.Ordinal);

    [TestMethod]
    [DataRow("architecture.md", 13)]
    [DataRow("how-it-hooks-in.md", 10)]
    [DataRow("compatibility.md", 40)]
    [DataRow("security.md", 30)]
    public void All_exist(string page, int atLeast)
    {
        var named = Names(Repository.Read("docs", page)).ToArray();

        Assert.IsGreaterThanOrEqualTo(atLeast, named.Length);
        Assert.AreEqual("", string.Join('\n', named.Where(name => !TestSources.Names.Contains(name))));
    }

    /// <summary>A row without a test would look like the others; what cannot be tested says why, and what covers it.</summary>
    [TestMethod]
    [DataRow("architecture.md")]
    [DataRow("how-it-hooks-in.md")]
    [DataRow("compatibility.md")]
    [DataRow("security.md")]
    public void Stand_in_every_row(string page)
    {
        var rows = Tables(Repository.Read("docs", page)).Where(table => table[0].EndsWith("| test |", StringComparison.Ordinal)).SelectMany(table => table[2..]).ToArray();

        Assert.IsNotEmpty(rows);
        Assert.AreEqual("", string.Join('\n', rows.Where(row =>
            !Names(row).Any() && !row.Contains("| not here: ", StringComparison.Ordinal) && !row.EndsWith("| by design |", StringComparison.Ordinal))));
    }

    /// <summary>Each table as its lines: head, rule, rows.</summary>
    private static IEnumerable<string[]> Tables(string page) =>
        page.Split("\n\n").Select(block => block.Trim('\n').Split('\n')).Where(lines => lines.Length > 2 && lines[0].StartsWith("| ", StringComparison.Ordinal));

    /// <summary>`Class.Method` of a class of tests; `Class` alone would say too little.</summary>
    private static IEnumerable<string> Names(string text) =>
        Named().Matches(text).Where(match => s_classes.Contains(match.Groups[1].Value) || match.Groups[2].Value.Contains('_', StringComparison.Ordinal))
            .Select(match => match.Value.Trim('`')).Distinct();

    [GeneratedRegex(@"`([A-Z]\w+)\.([A-Z]\w+)`")]
    private static partial Regex Named();
}
