using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>docs/reliability.md, whose figures tests generate between markers. FWDS_WRITE_DOCS=1 writes them.</summary>
internal static class ReliabilityDocument
{
    private static readonly Lock s_lock = new();

    private static string PathOfIt => Path.Join(Repository.Root, "docs", "reliability.md");

    /// <summary>The document has this text between the markers of that name.</summary>
    public static void AssertHolds(string marker, string text)
    {
        Write(marker, text);
        Assert.AreEqual(text.Trim(), Between(marker, File.ReadAllText(PathOfIt).ReplaceLineEndings("\n"), out _, out _).Trim());
    }

    /// <summary>Writes figures that are measured, and so differ a little each time.</summary>
    public static void Write(string marker, string text)
    {
        if (Environment.GetEnvironmentVariable("FWDS_WRITE_DOCS") != "1")
        {
            return;
        }

        lock (s_lock)
        {
            var document = File.ReadAllText(PathOfIt).ReplaceLineEndings("\n");
            Between(marker, document, out var start, out var end);
            File.WriteAllText(PathOfIt, $"{document[..start]}\n{text.Trim()}\n{document[end..]}");
        }
    }

    private static string Between(string marker, string document, out int start, out int end)
    {
        var (open, close) = ($"<!-- {marker} -->", $"<!-- /{marker} -->");
        start = document.IndexOf(open, StringComparison.Ordinal) + open.Length;
        end = document.IndexOf(close, StringComparison.Ordinal);
        Assert.IsTrue(start >= open.Length && end >= start, $"docs/reliability.md has no '{open}' … '{close}'.");
        return document[start..end];
    }
}
