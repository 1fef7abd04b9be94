namespace Fireworks.Datasets.Benchmarks;

/// <summary>A way with its times: medians of runs that alternated with those of the other ways.</summary>
/// <param name="Net">Without an empty <c>dotnet msbuild</c>, in seconds.</param>
/// <param name="Processor">Processor time, gross, in seconds.</param>
/// <param name="PeakMemory">The highest of all runs, in bytes.</param>
internal sealed record Measured(string Name, double Gross, double Net, double Processor, long PeakMemory);

/// <summary>The same work done in several ways; the first is this package.</summary>
internal sealed record Comparison(string Work, Measured Empty, IReadOnlyList<Measured> Ways, IReadOnlyList<Goal> Goals)
{
    public static Comparison Of(string work, int runs, Subject empty, IReadOnlyList<Subject> ways, params IReadOnlyList<Goal> goals)
    {
        Subject[] all = [empty, .. ways];
        var measured = all.Select(_ => new List<Run>()).ToArray();
        for (var round = 0; round <= runs; round++)
        {
            for (var i = 0; i < all.Length; i++)
            {
                var run = all[i].Measure();
                // The first is the warm-up.
                if (round > 0)
                {
                    measured[i].Add(run);
                }
            }
        }

        var none = Median(measured[0], run => run.Elapsed);
        Measured[] results = [.. all.Select((way, i) => Summary(way, measured[i], none))];
        return new(work, results[0], results[1..], goals);
    }

    private static Measured Summary(Subject way, IReadOnlyList<Run> runs, double none)
    {
        var gross = Median(runs, run => run.Elapsed);
        return new(way.Name, gross, Math.Max(0.001, gross - (way.IsMSBuild ? none : 0)), Median(runs, run => run.Processor), runs.Max(run => run.PeakMemory));
    }

    private static double Median(IEnumerable<Run> runs, Func<Run, TimeSpan> of)
    {
        double[] sorted = [.. runs.Select(run => of(run).TotalSeconds).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>What the first way must be, compared with another.</summary>
internal sealed record Goal(string Text, Func<Comparison, (string Actual, bool Reached)> Check)
{
    /// <summary>The goal with the other way's name.</summary>
    public string Named(Comparison comparison) => comparison.Ways.Select((way, i) => (way.Name, i))
        .Aggregate(Text, (text, way) => text.Replace($"{{{way.i}}}", way.Name, StringComparison.Ordinal));

    public static Goal AtMost(double ratio, int peer) => new($"≤ {ratio} × {{{peer}}}", comparison =>
    {
        var actual = comparison.Ways[0].Net / comparison.Ways[peer].Net;
        return ($"{actual:0.00} ×", actual <= ratio);
    });

    public static Goal Faster(double ratio, int peer) => new($"≥ {ratio} times as fast as {{{peer}}}", comparison =>
    {
        var actual = comparison.Ways[peer].Net / comparison.Ways[0].Net;
        return ($"{actual:0.0} times", actual >= ratio);
    });

    public static Goal AtMostMore(int milliseconds, int peer) => new($"≤ {milliseconds} ms over {{{peer}}}", comparison =>
    {
        var actual = (comparison.Ways[0].Net - comparison.Ways[peer].Net) * 1000;
        return ($"{actual:0} ms", actual <= milliseconds);
    });
}
