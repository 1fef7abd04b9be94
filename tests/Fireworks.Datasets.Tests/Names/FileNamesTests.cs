using System.Diagnostics;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Names;

[TestClass]
public class FileNamesTests
{
    private static readonly DatasetKey s_dataset = new(new("acme", "x"), Lineage: false);

    [TestMethod]
    public void Keeps_the_order_of_good_names() =>
        CollectionAssert.AreEqual(new[] { "b", "a/c", "a/B" },
            FileNames.Check(s_dataset, ["b", "a/c", "a/B"]).Select(path => path.Value).ToArray());

    [TestMethod]
    [DataRow("Train.jsonl", "train.jsonl", "case")]
    [DataRow("a/X", "A/x", "case")]
    [DataRow("é.txt", "e\u0301.txt", "composition")]
    [DataRow("É.txt", "e\u0301.txt", "composition")]
    [DataRow("\u212B", "å", "composition", DisplayName = "angstrom sign and a with ring")]
    [DataRow("straße", "STRASSE", "case")]
    [DataRow("K", "\u212A", "case", DisplayName = "K and kelvin sign")]
    [DataRow("ΣΑΣ", "σας", "case")]
    [DataRow("DİL", "dil", "case")]
    [DataRow("\uFB01le", "FILE", "case", DisplayName = "a ligature")]
    [DataRow("o\uFB03ce", "OFFICE", "case", DisplayName = "a ligature of three letters")]
    [DataRow("\u1FB3", "\u0391\u0399", "case", DisplayName = "a Greek letter with an iota below")]
    [DataRow("kapı", "KAPI", "case")]
    [DataRow("ab", "a\u200Db", "case", DisplayName = "with and without a joiner")]
    [DataRow("same", "same", "listed twice")]
    [DataRow("a", "a/b", "a file where the second needs a folder")]
    [DataRow("A", "a/b/c", "a file where the second needs a folder")]
    [DataRow("x/y", "x/Y/z", "a file where the second needs a folder")]
    public void Refuses_names_that_collide_somewhere(string first, string second, string because)
    {
        foreach (var names in new[] { new[] { first, "other", second }, [second, first] })
        {
            var message = Diagnosed.One("FWDS5002", () => FileNames.Check(s_dataset, names));
            Assert.Contains(because, message);
            Assert.Contains("accounts/acme/datasets/x", message);
        }
    }

    [TestMethod]
    [DataRow("a/b", "a/c")]
    [DataRow("a/b", "A/c")]
    [DataRow("a", "ab/c")]
    [DataRow("2", "²")]
    public void Lets_the_others_be(string first, string second) => Assert.HasCount(2, FileNames.Check(s_dataset, [first, second]));

    [TestMethod]
    public void Tells_all_problems_at_once()
    {
        var problems = Diagnosed.All(() => FileNames.Check(s_dataset, ["../x", "ok", "OK", "nul", "dir", "dir/file"]));
        Assert.AreEqual("FWDS5001 FWDS5001 FWDS5002 FWDS5002", string.Join(' ', problems.Select(problem => problem.Code)));
    }

    [TestMethod]
    [DataRow("dir dir/a dir/b DIR/A x/dir", "dir,dir/a dir/a,DIR/A")]
    [DataRow("dir/a dir/b dir DIR dir/c", "dir,dir/a dir,DIR")]
    [DataRow("a a/b a/b/c a/b/d a/e", "a,a/b a/b,a/b/c")]
    [DataRow("a/b/c a a/b", "a,a/b/c a/b,a/b/c")]
    public void Tells_each_collision_once(string names, string collisions)
    {
        var messages = Diagnosed.All(() => FileNames.Check(s_dataset, names.Split(' '))).Select(problem => problem.Message);
        Assert.AreEqual(collisions, string.Join(' ', messages.Select(message => message.Split('\'')).Select(parts => $"{parts[3]},{parts[5]}")));
    }

    [TestMethod]
    public void Counts_what_is_too_much_to_tell()
    {
        var problems = Diagnosed.All(() => FileNames.Check(s_dataset, Enumerable.Range(0, 1000).Select(i => $"../{i}").ToArray()));
        Assert.HasCount(FileNames.MaxProblems + 1, problems);
        Assert.Contains("980 more files", problems[^1].Message);
    }

    /// <summary>A quadratic check would need minutes for these.</summary>
    [TestMethod]
    public void Takes_time_in_proportion_to_the_names()
    {
        var watch = Stopwatch.StartNew();
        var deep = string.Concat(Enumerable.Repeat("d/", SafeRelativePath.MaxFolders));
        var names = Enumerable.Range(0, 50_000).Select(i => $"part-{i % 100}/é{i}.jsonl")
            .Concat(Enumerable.Range(0, 10_000).Select(i => $"{deep}{i}")).ToArray();
        Assert.HasCount(names.Length, FileNames.Check(s_dataset, names));
        Assert.IsLessThan(60, watch.Elapsed.TotalSeconds);
    }
}
