using System.Text.RegularExpressions;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>docs/security.md names a test for each defence; a name that no test has any more is a claim without proof.</summary>
[TestClass]
public partial class SecurityDocumentTests
{
    [TestMethod]
    public void Every_test_that_it_names_exists()
    {
        var named = Named().Matches(Repository.Read("docs", "security.md")).Select(match => match.Groups[1].Value).Distinct().ToArray();

        Assert.IsGreaterThan(30, named.Length);
        Assert.AreEqual("", string.Join('\n', named.Where(name => !TestSources.Names.Contains(name))));
    }

    /// <summary>A row of a table with a threat, a defence and no test would look like the others.</summary>
    [TestMethod]
    public void Every_row_has_a_test_or_says_that_it_cannot_have_one()
    {
        var rows = Repository.Read("docs", "security.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Count(c => c == '|') == 4);
        var without = rows.Where(row => !row.StartsWith("| threat", StringComparison.Ordinal) && !Named().IsMatch(row) && !row.EndsWith("| by design |", StringComparison.Ordinal));

        Assert.AreEqual("", string.Join('\n', without));
    }

    [GeneratedRegex(@"`([A-Z]\w+\.[A-Z]\w+_\w+)`")]
    private static partial Regex Named();
}
