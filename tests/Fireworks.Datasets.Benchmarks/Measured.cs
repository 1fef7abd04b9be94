using System.Text.Json.Serialization;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>A way with its times: medians of runs that alternated with those of the other ways.</summary>
/// <param name="Gross">In seconds.</param>
/// <param name="Net">Without an empty <c>dotnet msbuild</c> where the way is one, in seconds.</param>
/// <param name="Processor">Processor time, gross, in seconds.</param>
/// <param name="PeakMemory">The highest of all runs, in bytes; 0 where it is not known.</param>
internal sealed record Measured(string Name, double Gross, double Net, double Processor, long PeakMemory, Point? Point)
{
    /// <summary>Each run, in seconds: what differs within a round, and not only between medians.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Runs { get; init; } = [];

    public static Measured From(Subject way, IReadOnlyList<Run> runs, double empty)
    {
        var gross = Median(runs, run => run.Elapsed);
        // What takes no longer than the empty one still has a ratio.
        var net = Math.Max(0.001, gross - (way.IsMSBuild ? empty : 0));
        return new(way.Name, Math.Round(gross, 4), Math.Round(net, 4), Math.Round(Median(runs, run => run.Processor), 3), runs.Max(run => run.PeakMemory), way.Point) { Runs = [.. runs.Select(run => run.Elapsed.TotalSeconds)] };
    }

    public static double Median(IEnumerable<Run> runs, Func<Run, TimeSpan> of) => Median(runs.Select(run => of(run).TotalSeconds));

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Between which two of the values the true median is, with a confidence of 95 %: by their order, whatever their distribution.</summary>
    public static (double Low, double High) MedianInterval(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var half = 1.96 * Math.Sqrt(sorted.Length);
        var (low, high) = ((int)((sorted.Length - half) / 2), (int)Math.Ceiling((sorted.Length + half) / 2));
        return (sorted[Math.Max(low, 0)], sorted[Math.Min(high, sorted.Length - 1)]);
    }
}
