using System.Text.RegularExpressions;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Diagnostics;

/// <summary>Holds docs/diagnostics.md and the code together: the help link of every diagnostic leads there.</summary>
[TestClass]
public partial class DiagnosticsDocumentTests
{
    private static readonly Dictionary<string, string> s_sections = Heading().Split(Repository.Read("docs", "diagnostics.md"))
        .Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    [TestMethod]
    public void Every_code_has_a_section_and_every_section_a_code() => Assert.AreEqual(
        string.Join('\n', ProblemSamples.All.Select(sample => sample.Diagnostic.Code).Distinct().Order(StringComparer.Ordinal)),
        string.Join('\n', s_sections.Keys));

    /// <summary>A changed message fails here with the line to paste.</summary>
    [TestMethod]
    public void Every_message_is_shown_as_the_user_sees_it()
    {
        var missing = ProblemSamples.All
            .Where(sample => !s_sections.GetValueOrDefault(sample.Diagnostic.Code, "").Contains($"\n{sample.Diagnostic}\n", StringComparison.Ordinal))
            .Select(sample => $"{sample.Diagnostic}");
        Assert.AreEqual("", string.Join('\n', missing));
    }

    [TestMethod]
    public void No_message_is_shown_that_no_longer_exists()
    {
        var messages = ProblemSamples.All.Select(sample => sample.Diagnostic.ToString()).ToHashSet(StringComparer.Ordinal);
        var stale = s_sections.Values.SelectMany(section => section.Split('\n'))
            .Where(line => line.StartsWith("FWDS", StringComparison.Ordinal) && !messages.Contains(line));
        Assert.AreEqual("", string.Join('\n', stale));
    }

    [TestMethod]
    public void Every_section_says_why_and_how_to_fix()
    {
        foreach (var (code, section) in s_sections)
        {
            Assert.Contains("\n**Why.** ", section, code);
            Assert.Contains("\n**Fix.** ", section, code);
        }
    }

    [GeneratedRegex(@"^## (FWDS\d{4})\n", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
