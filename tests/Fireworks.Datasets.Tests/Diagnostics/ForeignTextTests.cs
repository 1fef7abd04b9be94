using Fireworks.Datasets.Diagnostics;

namespace Fireworks.Datasets.Tests.Diagnostics;

[TestClass]
public sealed class ForeignTextTests
{
    [TestMethod]
    [DataRow("a\r\nb\u2028c\u202Ed\0e", "a  b c d e")]
    [DataRow(" x ", "x")]
    [DataRow("\u2028x\u2028", "x")]
    [DataRow("\ufdd0200\ufdd1x\ufdd2", "\ufffd200\ufffdx\ufffd")]
    [DataRow("\ufdd2 and \ufdd0", "\ufffd and \ufffd")]
    public void Is_shown_on_one_line(string text, string shown) => Assert.AreEqual($"'{shown}' it is", Show($"'{Problem.Quoted(text)}' it is"));

    [TestMethod]
    [DataRow(100)]
    [DataRow(200)]
    public void Is_whole_up_to_its_limit(int length) => Assert.AreEqual(new string('x', length), Show(Problem.Quoted(new string('x', length))));

    [TestMethod]
    [DataRow(201)]
    [DataRow(10_000)]
    public void Is_cut_at_its_limit(int length) => Assert.AreEqual(new string('x', 200) + "...", Show(Problem.Quoted(new string('x', length))));

    [TestMethod]
    public void Is_bounded_before_it_is_looked_at() => Assert.IsLessThan(100_000, Problem.Quoted(new string('x', 10_000_000)).Length);

    [TestMethod]
    public void Does_not_end_in_the_half_of_a_word_where_it_was_bounded()
    {
        // All but the end is taken out as secret. What is left of the last word may be half of one.
        var quoted = Problem.Quoted(string.Concat(Enumerable.Repeat("secret ", 100_000)) + "x", 200);
        Assert.AreEqual("", Show(quoted, text => text.Replace("secret", "").Trim()));
    }

    [TestMethod]
    public void Is_cut_after_secrets_are_gone()
    {
        var text = Problem.Quoted(new string('x', 195) + "the-secret" + new string('y', 100));
        Assert.AreEqual(new string('x', 195) + "***yy...", Show(text, whole => whole.Replace("the-secret", "***")));
    }

    private static string Show(string message, Func<string, string>? withoutSecrets = null) => ForeignText.Show(message, withoutSecrets ?? (text => text));
}
