using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Diagnostics;

[TestClass]
public class ProblemKindTests
{
    [TestMethod]
    [DataRow("FWDS2004 FWDS2005 FWDS3001 FWDS3002 FWDS3005", nameof(ProblemKind.Unreachable))]
    [DataRow("FWDS4001 FWDS4004 FWDS4005", nameof(ProblemKind.WrongContents))]
    [DataRow("FWDS5003 FWDS5004", nameof(ProblemKind.FileSystem))]
    public void Is_the_same_for_all_problems_of_a_code(string codes, string kind) => Assert.AreEqual(codes,
        string.Join(' ', ProblemSamples.All.GroupBy(sample => sample.Diagnostic.Code, sample => sample.Diagnostic.Kind.ToString(), StringComparer.Ordinal)
            .Where(code => code.Distinct().Single() == kind).Select(code => code.Key).Order(StringComparer.Ordinal)));

    /// <summary>A code that somebody asks for could not be given to another problem without breaking what asks.</summary>
    [TestMethod]
    public void Is_what_control_flow_asks_for_and_not_the_code() => Assert.AreEqual("", string.Join('\n',
        from file in Directory.EnumerateFiles(Path.Join(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.StartsWith("src/Fireworks.Datasets/Diagnostics/", StringComparison.Ordinal)
        from line in File.ReadLines(file)
        where line.Contains("\"FWDS", StringComparison.Ordinal)
        select $"{path}: {line.Trim()}"));
}
