namespace Fireworks.Datasets.Benchmarks;

/// <summary>The plots of the page.</summary>
internal static class Plots
{
    /// <returns>Markdown that shows those for which there are results.</returns>
    public static string Write(string docs, IReadOnlyList<Result> results)
    {
        var byFiles = Lines(results, Growth.Files, Growth.Again);
        var byBytes = Lines(results, Growth.Bytes);
        return Write(docs, "performance-files.svg", "Seconds against number of files", new("Files of 100 bytes", "number of files", size => $"{size:n0}", byFiles))
            + Write(docs, "performance-bytes.svg", "Seconds against bytes", new("One file", "length", Text.Bytes, byBytes));
    }

    private static string Write(string docs, string name, string title, LogLogPlot plot)
    {
        if (plot.Lines.Count == 0)
        {
            return "";
        }

        File.WriteAllText(Path.Combine(docs, name), plot.ToSvg());
        return $"![{title}]({name})\n\n";
    }

    private static Line[] Lines(IReadOnlyList<Result> results, params string[] scenarios) =>
    [
        .. results.Where(result => scenarios.Contains(result.Scenario))
            .SelectMany(result => result.Comparison.Ways)
            .Where(way => way.Point is not null)
            .GroupBy(way => way.Point!.Series)
            .Select(series => new Line(series.Key.Replace("`", "", StringComparison.Ordinal), [.. series.Select(way => (way.Point!.Size, way.Net)).Order()])),
    ];
}
