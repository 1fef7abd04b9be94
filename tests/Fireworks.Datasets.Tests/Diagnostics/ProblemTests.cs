using System.Globalization;
using System.Text.RegularExpressions;
using Fireworks.Datasets.Diagnostics;

namespace Fireworks.Datasets.Tests.Diagnostics;

[TestClass]
public partial class ProblemTests
{
    public static IEnumerable<object[]> Samples => ProblemSamples.All.Select(sample => new object[] { sample.Factory, sample.Diagnostic.Message });

    [TestMethod]
    [DynamicData(nameof(Samples))]
    public void A_message_is_whole_sentences_on_one_line(string factory, string message)
    {
        Assert.DoesNotContain('\n', message, factory);
        Assert.DoesNotContain("  ", message, factory);
        Assert.DoesNotContain("..", message.Replace("'..'", "").Replace("../", "").Replace("= ...'", ""), factory);
        Assert.IsFalse(message.Contains('{') || message.Contains('}'), message);
        Assert.EndsWith(".", message);
    }

    /// <summary>The verbs of what a user can do; a message without one leaves the user alone.</summary>
    [TestMethod]
    [DynamicData(nameof(Samples))]
    public void A_message_says_what_to_do_next(string factory, string message) => Assert.MatchesRegex(Advice(), message, factory);

    [TestMethod]
    [DataRow("2", "FWDS2")]
    [DataRow("3", "FWDS3")]
    [DataRow("4", "FWDS4")]
    public void A_message_about_contents_names_the_dataset(string _, string codes)
    {
        foreach (var (factory, diagnostic) in ProblemSamples.All.Where(sample => sample.Diagnostic.Code.StartsWith(codes, StringComparison.Ordinal)))
        {
            if (factory is not (nameof(Problem.BadLockFile) or nameof(Problem.More)))
            {
                Assert.Contains("accounts/acme/datasets/gsm8k-eval", diagnostic.Message, factory);
            }
        }
    }

    [TestMethod]
    public void Only_the_three_of_the_contract_are_warnings() => Assert.AreEqual("FWDS4007 FWDS5005 FWDS5006",
        string.Join(' ', ProblemSamples.All.Where(sample => sample.Diagnostic.IsWarning).Select(sample => sample.Diagnostic.Code).Order(StringComparer.Ordinal)));

    [TestMethod]
    public void A_help_link_leads_to_the_section_of_its_code() => Assert.EndsWith("/docs/diagnostics.md#fwds1001",
        Problem.NoApiKey("X", []).HelpLink);

    [TestMethod]
    [DataRow("tr-TR")]
    [DataRow("ar-SA")]
    public void No_culture_changes_a_message(string culture)
    {
        var stalled = new Func<string>(() => Problem.DownloadStalled(new(new("acme", "x"), true), "ILK", TimeSpan.FromSeconds(1234), 12).ToString());
        var (expected, link, before) = (stalled(), Problem.NoApiKey("X", []).HelpLink, CultureInfo.CurrentCulture);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.AreEqual(expected, stalled());
            Assert.AreEqual(link, Problem.NoApiKey("X", []).HelpLink);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [GeneratedRegex(@"\b(Allowed: |Set |set |Write |Copy |Build |build |Check |Correct |Give |Ask |Upload |Rename |Restore |Delete |Free |Split |Something on the way|An update asks|report it)")]
    private static partial Regex Advice();
}
