using System.Text.RegularExpressions;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Documents;

/// <summary>docs/architecture.md says where things are: it is right as long as they are there.</summary>
[TestClass]
public sealed partial class ArchitectureDocumentTests
{
    private static readonly string s_page = Repository.Read("docs", "architecture.md");

    [TestMethod]
    [DataRow("Fireworks.Datasets")]
    [DataRow("Fireworks.Datasets.Build")]
    public void Every_folder_has_a_row_and_every_row_a_folder(string project)
    {
        var start = s_page.IndexOf($"### `src/{project}`\n", StringComparison.Ordinal);
        var section = s_page[start..s_page.IndexOf("\n##", start + 1, StringComparison.Ordinal)];

        Assert.AreEqual(
            string.Join('\n', FoldersOfSources(Path.Join(Repository.Root, "src", project))),
            string.Join('\n', FolderRow().Matches(section).Select(row => row.Groups[1].Value).Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public void Every_change_names_files_that_exist_and_at_most_two()
    {
        var rows = MarkdownTable.Rows(s_page, "Where to make a change");

        Assert.IsGreaterThanOrEqualTo(20, rows.Count);
        foreach (var row in rows)
        {
            var files = File().Matches(row[1]).Select(match => match.Groups[1].Value).ToArray();
            Assert.IsTrue(files.Length is 1 or 2, row[0]);
            foreach (var file in files)
            {
                Assert.IsTrue(Exists(file), $"{row[0]}: {file}");
            }
        }
    }

    private static IEnumerable<string> FoldersOfSources(string root) => Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
        .Where(folder => folder.Split('/')[0] is not ("bin" or "obj")).Distinct().Order(StringComparer.Ordinal);

    private static bool Exists(string path) =>
        Directory.Exists(Path.Join(Repository.Root, path))
        || Directory.EnumerateFiles(Path.Join(Repository.Root, Path.GetDirectoryName(path)), Path.GetFileName(path)).Any();

    [GeneratedRegex(@"^\| `([\w./]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FolderRow();

    [GeneratedRegex(@"`((?:src|nuget|docs)/[^`]+)`")]
    private static partial Regex File();
}
