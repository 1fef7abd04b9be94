namespace Fireworks.Datasets.Tests.Infra;

/// <summary>Reads the tables of a page of docs/.</summary>
internal static class MarkdownTable
{
    /// <summary>The first cell of each row of the tables in a section, without back quotes.</summary>
    public static IReadOnlyList<string> FirstColumn(string page, string section) => [.. Rows(page, section).Select(cells => cells[0].Trim('`'))];

    /// <summary>The cells of each row of the tables in a section, without white space around them.</summary>
    public static IReadOnlyList<string[]> Rows(string page, string section)
    {
        var start = page.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return [.. page[start..(end < 0 ? page.Length : end)].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
    }
}
