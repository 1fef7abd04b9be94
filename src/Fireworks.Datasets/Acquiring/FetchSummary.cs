using System.Globalization;

namespace Fireworks.Datasets.Acquiring;

/// <summary>Words the one line that a build logs after it fetched something.</summary>
internal static class FetchSummary
{
    public static string Describe(IReadOnlyList<AcquiredDataset> datasets, TimeSpan elapsed)
    {
        var files = datasets.SelectMany(dataset => dataset.Files).ToArray();
        var sources = files.GroupBy(file => file.Source).OrderByDescending(group => group.Key)
            .Select(group => $"{Count(group.Count(), "file")} ({ByteSize.Format(Length(group))}) {Place(group.Key)}");
        return string.Create(CultureInfo.InvariantCulture,
            $"Fireworks datasets: {Count(datasets.Count, "dataset")}, {Count(files.Length, "file")}, " +
            $"{ByteSize.Format(Length(files))}: {string.Join(", ", sources)}; {elapsed.TotalSeconds:0.0} s.");
    }

    /// <summary>Sums the lengths. Files with holes can be longer together than a number of 64 bits.</summary>
    private static long Length(IEnumerable<AcquiredFile> files) =>
        (long)Int128.Min(long.MaxValue, files.Aggregate(Int128.Zero, (sum, file) => sum + file.Content.Length));

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Place(ContentSource source) => source switch
    {
        ContentSource.Network => "from the network",
        ContentSource.RemoteCache => "from the remote cache",
        ContentSource.Cache => "from the cache",
        _ => "in place",
    };
}
