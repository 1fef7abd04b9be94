using System.Text;
using System.Text.RegularExpressions;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Documents;

/// <summary>Links between the documents of this repository, and from them to its files.</summary>
[TestClass]
public sealed partial class LinksTests
{
    [TestMethod]
    public void Lead_to_files_and_headings_that_exist()
    {
        var broken = Documents().SelectMany(page => Broken(page).Select(link => $"{Path.GetRelativePath(Repository.Root, page)}: {link}"));

        Assert.AreEqual("", string.Join('\n', broken));
    }

    private static IEnumerable<string> Documents()
    {
        string[] folders = ["docs", "nuget", "sample-consumer", ".github"];
        return Directory.EnumerateFiles(Repository.Root, "*.md").Concat(folders.Select(folder => Path.Join(Repository.Root, folder))
            .Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)))
            .Where(page => !page.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Broken(string page)
    {
        foreach (Match link in Link().Matches(File.ReadAllText(page)))
        {
            var (path, heading) = (link.Groups["path"].Value, link.Groups["heading"].Value);
            var target = path.Length == 0 ? page : Path.GetFullPath(path, Path.GetDirectoryName(page)!);
            if (!Path.Exists(target) || (heading.Length > 0 && !Headings(target).Contains(heading)))
            {
                yield return link.Value;
            }
        }
    }

    /// <summary>As GitHub makes anchors of headings: letters, digits, hyphens and underscores in lower case, spaces as hyphens.</summary>
    private static HashSet<string> Headings(string page) => Heading().Matches(File.ReadAllText(page).ReplaceLineEndings("\n"))
        .Select(heading => Anchor(heading.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);

    private static string Anchor(string heading)
    {
        var anchor = new StringBuilder(heading.Length);
        foreach (var letter in heading.Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_'))
        {
            anchor.Append(letter == ' ' ? '-' : char.ToLowerInvariant(letter));
        }

        return anchor.ToString();
    }

    [GeneratedRegex(@"\]\((?!\w+:)(?<path>[^)#\s]*)(#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
