namespace Fireworks.Datasets.Benchmarks;

/// <summary>How time grows with the number of files and with bytes; the plots show it.</summary>
internal sealed class Growth(Workbench bench, Rounds rounds, bool quick)
{
    /// <summary>Names of the scenarios that are plotted.</summary>
    public const string Files = "files", Again = "again", Bytes = "bytes";

    // A request after the other, it takes minutes for more.
    private const int MostForDownloadFile = 10_000;

    private const int MiB = 1 << 20;

    private static readonly int[] s_counts = [1_000, 10_000, 100_000];
    private static readonly int[] s_lengths = [MiB, 10 * MiB, 100 * MiB, 1024 * MiB];

    private readonly MSBuildWays _msbuild = new(bench);
    private readonly ShellWays _shell = new(bench);

    public IReadOnlyList<Scenario> All =>
    [
        new(Bytes, WithBytes),
        new(Files, WithFiles),
        new(Again, WithFilesAgain),
    ];

    private Rounds Fewer => rounds with { Count = Math.Min(rounds.Count, 3) };

    private static string Limit => $"`DownloadFile` only up to {MostForDownloadFile:n0} files, for its time.";

    private Comparison WithBytes()
    {
        var data = s_lengths.Select(length => TestData.Create(bench, $"bytes-{length}", Size(new(1, length)))).ToArray();
        return Fewer.Compare(
            "cold, 1 file of growing length",
            _msbuild.Empty(),
            [
                .. data.Select(of => At(_msbuild.Package(of), MSBuildWays.ThisPackage, of)),
                .. data.Select(of => At(_shell.Curl(of), ShellWays.CurlSeries, of)),
                .. data.Select(of => At(_msbuild.DownloadFile(of), "`DownloadFile`", of)),
            ],
            []);

        static Subject At(Subject way, string series, TestData of) => way.At(of.Shape.Length, series, Text.Bytes(of.Shape.Length));
    }

    private Comparison WithFiles()
    {
        var data = CreateFiles(Files);
        Subject[] package = [.. data.Select(of => At(_msbuild.Package(of), MSBuildWays.ThisPackage, of))];
        return Fewer.Compare(
            $"cold, growing number of files of {Text.Bytes(data[0].Shape.Length)}",
            _msbuild.Empty(),
            [
                .. package,
                .. data.Select(of => At(_shell.Curl(of), ShellWays.CurlSeries, of)),
                .. data.Where(IsForDownloadFile).Select(of => At(_msbuild.DownloadFile(of), "`DownloadFile`", of)),
            ],
            [Goal.Growth(1.1, package[0], package[^1]), Goal.Memory(package[^1], data[^1].AnswerLength)],
            Limit);
    }

    private Comparison WithFilesAgain()
    {
        var data = CreateFiles(Again);
        Subject[] package = [.. data.Select(of => At(_msbuild.Package(of, Start.InPlace), "this package again", of))];
        Subject[] peer = [.. data.Where(IsForDownloadFile).Select(of => At(_msbuild.DownloadFile(of, again: true), "`DownloadFile` again", of))];
        return Fewer.Compare(
            "again, with all files in place",
            _msbuild.Empty(),
            [.. package, .. peer],
            [Goal.AtMost(0.05, package[peer.Length - 1], peer[^1]), Goal.Growth(1.1, package[0], package[^1]), Goal.Memory(package[^1], data[^1].AnswerLength)],
            Limit,
            "`DownloadFile` with `SkipUnchangedFiles`: it asks for every file.");
    }

    private TestData[] CreateFiles(string name) => [.. s_counts.Select(count => TestData.Create(bench, $"{name}-{count}", Size(new(count, 100))))];

    private static Subject At(Subject way, string series, TestData of) => way.At(of.Shape.Count, series, Text.Files(of.Shape.Count));

    private static bool IsForDownloadFile(TestData data) => data.Shape.Count <= MostForDownloadFile;

    private Shape Size(Shape size) => quick ? size.Quick : size;
}
