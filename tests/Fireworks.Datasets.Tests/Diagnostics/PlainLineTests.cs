using Fireworks.Datasets.Diagnostics;

namespace Fireworks.Datasets.Tests.Diagnostics;

[TestClass]
public sealed class PlainLineTests
{
    [TestMethod]
    [DataRow("a\r\nb\tc\0d\u001b[31me\u007ff\u0085g\u009b2Jh", "a  b c d [31me f g 2Jh")]
    [DataRow("a\u2028b\u2029c", "a b c")]
    [DataRow("a\u202ab\u202bc\u202cd\u202de\u202ef\u2066g\u2067h\u2068i\u2069j\u200ek\u200fl\u061cm", "a b c d e f g h i j k l m")]
    [DataRow("a\u00adb\u200bc\ufeffd\U000e0041e", "a b c d e")]
    [DataRow("a\ufffeb\uffffc\ufdd0d\ufdd2e\U0001ffffe", "a\ufffdb\ufffdc\ufffdd\ufffde\ufffde")]
    public void Has_nothing_that_a_terminal_obeys(string text, string line) => Assert.AreEqual(line, PlainLine.Of(text));

    /// <summary>They are no attribute's arguments, because those are stored as UTF-8.</summary>
    [TestMethod]
    public void Has_no_half_characters() => Assert.AreEqual("a\ufffdb\ufffd", PlainLine.Of($"a{'\ud800'}b{'\udc00'}"));

    [TestMethod]
    [DataRow("")]
    [DataRow("plain")]
    [DataRow("Grüße, 中文, שלום, \ud83d\ude00")]
    public void Keeps_what_people_write(string text) => Assert.AreEqual(text, PlainLine.Of(text));
}
