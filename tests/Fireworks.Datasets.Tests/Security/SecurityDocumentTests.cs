using System.Text.RegularExpressions;
using Fireworks.Datasets.Tests.Infra;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>docs/security.md names a test for each defence; a name that no test has any more is a claim without proof.</summary>
[TestClass]
public partial class SecurityDocumentTests
{
    private static readonly Lazy<HashSet<string>> s_tests = new(FindTests);

    [TestMethod]
    public void Every_test_that_it_names_exists()
    {
        var named = Named().Matches(Repository.Read("docs", "security.md")).Select(match => match.Groups[1].Value).Distinct().ToArray();

        Assert.IsGreaterThan(30, named.Length);
        Assert.AreEqual("", string.Join('\n', named.Where(name => !s_tests.Value.Contains(name))));
    }

    /// <summary>A row of a table with a threat, a defence and no test would look like the others.</summary>
    [TestMethod]
    public void Every_row_has_a_test_or_says_that_it_cannot_have_one()
    {
        var rows = Repository.Read("docs", "security.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Count(c => c == '|') == 4);
        var without = rows.Where(row => !row.StartsWith("| threat", StringComparison.Ordinal) && !Named().IsMatch(row) && !row.EndsWith("| by design |", StringComparison.Ordinal));

        Assert.AreEqual("", string.Join('\n', without));
    }

    /// <summary>Class.Method of everything with [TestMethod] in the sources, those of the end-to-end tests too.</summary>
    private static HashSet<string> FindTests()
    {
        var tests = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Join(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories))
        {
            var source = File.ReadAllText(file);
            if (source.Contains("[TestMethod]", StringComparison.Ordinal) && Class().Match(source) is { Success: true } type)
            {
                tests.UnionWith(Method().Matches(source).Select(method => $"{type.Groups[1].Value}.{method.Groups[1].Value}"));
            }
        }

        return tests;
    }

    [GeneratedRegex(@"`([A-Z]\w+\.[A-Z]\w+_\w+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"\[TestClass\][^{]*?\bclass (\w+)", RegexOptions.Singleline)]
    private static partial Regex Class();

    [GeneratedRegex(@"\[TestMethod\].*?\bpublic (?:static )?(?:async )?\w+ (\w+)\(", RegexOptions.Singleline)]
    private static partial Regex Method();
}
