namespace Fireworks.Datasets.Benchmarks;

/// <summary>What is measured. Each is set up only when it is asked for: its files take space.</summary>
internal sealed class Scenarios(Workbench bench, int runs)
{
    private readonly Ways _ways = new(bench);

    public IEnumerable<(string Name, Func<Comparison> Measure)> All =>
    [
        ("noop-10", () => NoOp(10)),
        ("noop-10000", () => NoOp(10_000)),
        ("cold-10000", () => Cold("10,000 files of 2 KiB", 10_000, 2048, Goal.AtMost(1.5, 1), Goal.AtMost(0.25, 3))),
        ("cold-500", () => Cold("500 files of 1 MiB", 500, 1 << 20, Goal.AtMost(1.0, 1), Goal.AtMost(0.6, 3))),
        ("cold-1g", () => Cold("1 file of 1 GiB", 1, 1 << 30, Goal.AtMost(1.2, 1))),
        ("cache-10000", () => FromCache("10,000 files of 2 KiB", 10_000, 2048, Goal.AtMost(3, 2))),
        ("cache-1g", () => FromCache("1 file of 1 GiB", 1, 1 << 30, Goal.AtMost(1.0, 1))),
    ];

    private Comparison NoOp(int count)
    {
        var data = TestData.Create(bench, $"noop{count}", count, 2048);
        var ways = new List<Subject> { _ways.SecondBuild(data, byHand: false), _ways.SecondBuild(data, byHand: true) };
        return Comparison.Of($"no-op build, {count:n0} files", runs, _ways.EmptyMSBuild(), ways, Goal.AtMostMore(count == 10 ? 40 : 150, 1));
    }

    private Comparison Cold(string what, int count, long length, params Goal[] goals)
    {
        var data = TestData.Create(bench, $"cold{count}", count, length);
        return Comparison.Of($"cold, {what}", runs, _ways.EmptyMSBuild(),
            [_ways.Package(data), _ways.Curl(data), _ways.Aria2(data), _ways.DownloadFile(data)], goals);
    }

    private Comparison FromCache(string what, int count, long length, params Goal[] goals)
    {
        var data = TestData.Create(bench, $"cached{count}", count, length);
        return Comparison.Of($"from the cache, {what}", runs, _ways.EmptyMSBuild(),
            [_ways.Package(data, stored: true), _ways.Copy(data, hash: true), _ways.Copy(data, hash: false)], goals);
    }
}
