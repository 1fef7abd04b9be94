namespace Fireworks.Datasets.Benchmarks;

/// <summary>What is measured. Each is set up only when it is asked for: its files take space.</summary>
internal sealed class Scenarios(Workbench bench, Rounds rounds, bool quick)
{
    private const int KiB = 1024, MiB = 1024 * KiB, GiB = 1024 * MiB;

    private readonly MSBuildWays _msbuild = new(bench);
    private readonly ShellWays _shell = new(bench);

    /// <summary>In the order of the page; those that take long, or the disk, last.</summary>
    public IReadOnlyList<Scenario> All =>
    [
        new("no-op-10", () => NoOp(10, 40)),
        new("no-op-10000", () => NoOp(10_000, 150)),
        new("cold-1g", () => Cold("cold-1g", new(1, GiB), 1.2, null)),
        new("cold-500", () => Cold("cold-500", new(500, MiB), 1.0, 0.6)),
        new("cold-10000", () => Cold("cold-10000", new(10_000, 2 * KiB), 1.5, 0.25)),
        new("late-100", Late),
        new("cache-1g", () => FromCache("cache-1g", new(1, GiB), 1.0, null)),
        new("cache-10000", () => FromCache("cache-10000", new(10_000, 2 * KiB), null, 3)),
        .. bench.Nginx is null ? [] : (Scenario[])
        [
            new("remote-1g", () => FromRemoteCache("remote-1g", new(1, GiB))),
            new("remote-10000", () => FromRemoteCache("remote-10000", new(10_000, 2 * KiB))),
        ],
        new("slow-1g", Slow),
        .. new Growth(bench, rounds, quick).All,
        new("no-op-100000", () => NoOp(100_000, null)),
        new("memory", Memory),
    ];

    private Rounds Fewer => rounds with { Count = Math.Min(rounds.Count, 3) };

    private Comparison NoOp(int count, int? milliseconds)
    {
        var shape = Size(new(count, 2 * KiB));
        var data = TestData.Create(bench, $"no-op-{count}", shape);
        var package = ConsoleApp.WithPackage(bench, data, rounds.Stop);
        // Few files are listed; many by a glob, or by a list that something wrote.
        Subject[] peers = [.. (count > 100 ? (bool[])[true, false] : [false]).Select(asGlob => ConsoleApp.WithItems(bench, data, asGlob, rounds.Stop))];
        IEnumerable<Goal> goals = milliseconds is { } more ? peers.Select(peer => Goal.AtMostMore(more, peer)) : [];
        return (milliseconds is null ? Fewer : rounds).Compare(
            $"no-op `dotnet build`, {Text.Files(shape.Count)}", _msbuild.Empty(), [package, .. peers], [.. goals, Goal.Memory(package, data.AnswerLength)]);
    }

    private Comparison Cold(string name, Shape size, double perCurl, double? perDownloadFile)
    {
        var data = TestData.Create(bench, name, Size(size));
        var (package, curl, downloadFile) = (_msbuild.Package(data), _shell.Curl(data), _msbuild.DownloadFile(data));
        IEnumerable<Goal> goals = perDownloadFile is { } ratio ? [Goal.AtMost(perCurl, curl), Goal.AtMost(ratio, downloadFile)] : [Goal.AtMost(perCurl, curl)];
        return rounds.Compare(
            $"cold, {data.Shape}", _msbuild.Empty(), [package, curl, _shell.Aria2(data), downloadFile], [.. goals, Goal.Memory(package, data.AnswerLength)], ShellWays.Missing);
    }

    private Comparison Slow()
    {
        var data = TestData.Create(bench, "slow-1g", Size(new(1, GiB)), StorageKind.Slow);
        var (package, curl, aria2) = (_msbuild.Package(data), _shell.SerialCurl(data), _shell.Aria2(data));
        IEnumerable<Goal> goals = aria2 is null ? [] : [Goal.Faster(1, aria2)];
        return Fewer.Compare(
            $"cold, {data.Shape}, 20 MB/s a connection",
            _msbuild.Empty(),
            [package, curl, aria2],
            [Goal.Faster(6, curl), .. goals, Goal.Memory(package, data.AnswerLength)],
            ShellWays.Missing);
    }

    private Comparison Late()
    {
        var data = TestData.Create(bench, "late-100", Size(new(100, 64 * KiB)), StorageKind.Late);
        var (package, curl) = (_msbuild.Package(data), _shell.SerialCurl(data));
        return rounds.Compare(
            $"cold, {data.Shape}, 50 ms to the first byte",
            _msbuild.Empty(),
            [package, curl],
            [Goal.Faster(6, curl), Goal.Memory(package, data.AnswerLength)],
            "The storage is the emulator: nginx cannot wait.");
    }

    private Comparison FromCache(string name, Shape size, double? perCopyAndHash, double? perCopy)
    {
        var data = TestData.Create(bench, name, Size(size));
        var (package, copyAndHash, copy) = (_msbuild.Package(data, Start.Stored), _shell.CopyAndHash(data), _shell.Copy(data));
        IEnumerable<Goal?> goals = [perCopyAndHash is { } a ? Goal.AtMost(a, copyAndHash) : null, perCopy is { } b ? Goal.AtMost(b, copy) : null];
        return rounds.Compare(
            $"from the cache, {data.Shape}", _msbuild.Empty(), [package, copyAndHash, copy], [.. goals.OfType<Goal>(), Goal.Memory(package, data.AnswerLength)]);
    }

    private Comparison FromRemoteCache(string name, Shape size)
    {
        var data = TestData.Create(bench, name, Size(size));
        var package = _msbuild.PackageFromRemoteCache(data, bench.Nginx!.Url, rounds.Stop);
        var service = _msbuild.Package(data) with { Name = $"{MSBuildWays.ThisPackage}, from the service" };
        return rounds.Compare(
            $"from a remote cache on loopback, {data.Shape}",
            _msbuild.Empty(),
            [package, service, _shell.Curl(data)],
            [Goal.Memory(package, data.AnswerLength)],
            "Lock file, an empty store, and no key. All three ways load from the same nginx.");
    }

    private Comparison Memory()
    {
        var (small, large) = (Way(new(1, 100 * MiB)), Way(new(1, 10L * GiB)));
        return (rounds with { Count = 1, WarmUp = false }).Compare(
            "peak memory",
            _msbuild.Empty(),
            [small.Way, large.Way],
            [Goal.SameMemory(small.Way, large.Way), Goal.Memory(small.Way, small.Answer), Goal.Memory(large.Way, large.Answer)],
            "One run without a warm-up, of zeros, onto the disk: 20 GiB are too much for memory. The times say nothing.");

        (Subject Way, long Answer) Way(Shape size)
        {
            var data = TestData.Create(bench, $"memory-{size.Length >> 20}", Size(size), sparse: true);
            return (_msbuild.Package(data, onDisk: true) with { Name = $"{MSBuildWays.ThisPackage}, {data.Shape}" }, data.AnswerLength);
        }
    }

    private Shape Size(Shape size) => quick ? size.Quick : size;
}
