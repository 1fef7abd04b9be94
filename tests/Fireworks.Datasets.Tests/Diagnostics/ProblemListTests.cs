using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Diagnostics;

[TestClass]
public class ProblemListTests
{
    private static readonly DatasetKey s_dataset = new(new("acme", "x"), Lineage: false);
    private static readonly Content s_content = new(1, Sha256Digest.Of("x"u8));

    /// <summary>Names that take three bytes a letter are the longest in a log.</summary>
    [TestMethod]
    [DataRow("a")]
    [DataRow("例")]
    public void Tells_as_many_of_a_code_as_a_log_can_bear_and_counts_the_others(string letter)
    {
        var problems = new ProblemList();
        problems.AddRange(Enumerable.Range(0, 10_000).Select(i => Changed(string.Concat(Enumerable.Repeat(letter, 150)) + i)));
        problems.Add(Problem.PathInaccessible("write", "/x", "why"));

        var told = Diagnosed.All(problems.ThrowIfAny);

        Assert.AreEqual(10_001, problems.Count);
        Assert.IsGreaterThan(20, told.Count);
        Assert.IsLessThan(64 * 1024, told.Sum(problem => Encoding.UTF8.GetByteCount(problem.Message) + 200));
        Assert.AreEqual(("FWDS5004", "FWDS4001"), (told[^2].Code, told[^1].Code));
        Assert.AreEqual(ProblemKind.WrongContents, told[^1].Kind);
        Assert.Contains($"are {10_000 - (told.Count - 2)} more problems", told[^1].Message);
    }

    [TestMethod]
    public void Tells_all_of_a_few()
    {
        var problems = new ProblemList();
        problems.AddRange(Enumerable.Range(0, 40).Select(i => Changed($"{i}.jsonl")));

        Assert.HasCount(40, Diagnosed.All(problems.ThrowIfAny));
    }

    [TestMethod]
    public void Tells_one_that_is_too_long_alone()
    {
        var problems = new ProblemList();
        problems.Add(Problem.ConflictingItems(new string('x', 100_000), "Set another."));

        Assert.HasCount(1, Diagnosed.All(problems.ThrowIfAny));
    }

    [TestMethod]
    public void Adds_what_is_new()
    {
        var problems = new ProblemList();
        problems.AddNew([Changed("a"), Changed("b")]);
        problems.AddNew([Changed("b"), Changed("c")]);

        Assert.AreEqual(3, problems.Count);
    }

    private static Diagnostic Changed(string file) => Problem.ContentsChanged(s_dataset, file, s_content, s_content);
}
