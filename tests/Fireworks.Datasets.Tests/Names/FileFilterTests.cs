using Fireworks.Datasets.Names;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Names;

[TestClass]
public class FileFilterTests
{
    [TestMethod]
    [DataRow("**", "a", true)]
    [DataRow("**", "a/b/c", true)]
    [DataRow("*", "a", true)]
    [DataRow("*", "a/b", false)]
    [DataRow("*.jsonl", "train.jsonl", true)]
    [DataRow("*.jsonl", "x/train.jsonl", false)]
    [DataRow("*.jsonl", "train.JSONL", false)]
    [DataRow("*.jsonl", "train.jsonl.gz", false)]
    [DataRow("**/*.jsonl", "train.jsonl", true)]
    [DataRow("**/*.jsonl", "a/b/train.jsonl", true)]
    [DataRow("a/**", "a/b/c", true)]
    [DataRow("a/**", "a", false, DisplayName = "a file of the folder's name is not in it")]
    [DataRow("a/**", "b/a", false)]
    [DataRow("a/**/z", "a/z", true)]
    [DataRow("a/**/z", "a/b/c/z", true)]
    [DataRow("a/**/z", "a/b/c/zz", false)]
    [DataRow("**/b/**", "a/b/c", true)]
    [DataRow("**/b/**", "a/bb/c", false)]
    [DataRow("**/a/**/a/b", "a/x/a/a/b", true)]
    [DataRow("**/a/*/b", "a/a/x/b", true)]
    [DataRow("a/", "a/b/c", true)]
    [DataRow("a?c", "abc", true)]
    [DataRow("a?c", "ac", false)]
    [DataRow("a?c", "a/c", false)]
    [DataRow("a**c", "abbc", true)]
    [DataRow("a**c", "a/c", false)]
    [DataRow("./train.jsonl", "train.jsonl", true)]
    [DataRow(@"a\*.txt", "a/b.txt", true)]
    [DataRow(@"a\b.txt", "a/b.txt", true)]
    [DataRow("a", "ab", false)]
    [DataRow("a[b]", "a[b]", true)]
    [DataRow("a[b]", "ab", false)]
    [DataRow("{a,b}", "a", false)]
    [DataRow("!a", "b", false)]
    [DataRow("дані-*.json", "дані-1.json", true)]
    [DataRow("I*", "ILK", true)]
    [DataRow("i*", "ILK", false)]
    public void Follows_the_usual_rules_of_globs(string pattern, string name, bool matches) =>
        Assert.AreEqual(matches, new FileFilter([pattern], []).Matches(name));

    [TestMethod]
    public void Takes_what_any_pattern_names_and_all_without_one()
    {
        Assert.IsTrue(new FileFilter(["a", "b"], []).Matches("b"));
        Assert.IsTrue(new FileFilter([], []).Matches("a/b/c"));
    }

    [TestMethod]
    [DataRow("/a")]
    [DataRow("../a")]
    [DataRow("a/../b")]
    [DataRow("a//b")]
    [DataRow("C:/a")]
    [DataRow("a|b")]
    [DataRow(".")]
    [DataRow(@"\\server\share")]
    public void Refuses_patterns_that_cannot_match(string pattern)
    {
        var message = Diagnosed.One("FWDS1005", () => _ = new FileFilter(["a", pattern], [], "acme/x"));
        Assert.Contains($"Files='{pattern}'", message);
        Assert.Contains("acme/x", message);
        Assert.Contains("ExcludeFiles=", Diagnosed.One("FWDS1005", () => _ = new FileFilter(["a"], [pattern], "acme/x")));
    }

    [TestMethod]
    public void Knows_what_is_literal()
    {
        Assert.IsTrue(new FileFilter(["a", "b/c"], ["*"]).IsLiteral);
        Assert.IsFalse(new FileFilter(["a", "b/*"], []).IsLiteral);
        Assert.IsFalse(new FileFilter(["b/"], []).IsLiteral);
        Assert.IsFalse(FileFilter.All.IsLiteral);
    }

    [TestMethod]
    public void Takes_names_with_semicolons_from_a_list()
    {
        var filter = new FileFilter(["a;b"], []);
        Assert.IsTrue(filter.Matches("a;b"));
        Assert.IsFalse(filter.Matches("a"));
    }

    [TestMethod]
    public void Excludes_after_including()
    {
        var filter = new FileFilter(["**/*.jsonl"], ["secret/**", "**/_*"]);
        Assert.IsTrue(filter.Matches("a/b.jsonl"));
        Assert.IsFalse(filter.Matches("secret/b.jsonl"));
        Assert.IsFalse(filter.Matches("a/_b.jsonl"));
        Assert.IsFalse(filter.Matches("a/b.json"));
    }

    [TestMethod]
    public void Prints_what_was_typed()
    {
        Assert.AreEqual("Files='**/*.jsonl'; ExcludeFiles='x;y'", new FileFilter(["**/*.jsonl"], ["x", "y"]).ToString());
        Assert.AreEqual("Files='**'", FileFilter.All.ToString());
    }

    /// <summary>A pattern with many stars must not take exponential time.</summary>
    [TestMethod]
    public void Survives_malicious_patterns()
    {
        var filter = new FileFilter([string.Concat(Enumerable.Repeat("**/a/", 60)) + "b"], []);
        Assert.IsFalse(filter.Matches(string.Concat(Enumerable.Repeat("a/", 250)) + "c"));
        Assert.IsFalse(new FileFilter([string.Concat(Enumerable.Repeat("*a", 60)) + "b"], []).Matches(new string('a', 255)));
    }
}
