namespace Fireworks.Datasets.Benchmarks;

/// <summary>What the first way must be: compared with another, or with itself at another size.</summary>
internal sealed record Goal(Func<Comparison, GoalResult> Check)
{
    public static Goal AtMost(double ratio, Subject peer) => new(comparison =>
    {
        var actual = comparison.Ways[0].Net / comparison[peer].Net;
        return new($"≤ {ratio} × {peer.Name}", $"{actual:0.00} ×", actual <= ratio);
    });

    public static Goal AtMost(double ratio, Subject way, Subject peer) => new(comparison =>
    {
        var actual = comparison[way].Net / comparison[peer].Net;
        return new($"{way.Name} ≤ {ratio} × {peer.Name}", $"{actual:0.000} ×", actual <= ratio);
    });

    public static Goal Faster(double ratio, Subject peer) => new(comparison =>
    {
        var actual = comparison[peer].Net / comparison.Ways[0].Net;
        return new($"≥ {ratio} times as fast as {peer.Name}", $"{actual:0.00} times", actual >= ratio);
    });

    /// <summary>The median of what differs within a round, with its interval: what the machine does meanwhile is often more than the difference.</summary>
    public static Goal AtMostMore(int milliseconds, Subject peer) => new(comparison =>
    {
        double[] differences = [.. comparison.Ways[0].Runs.Zip(comparison[peer].Runs, (way, its) => (way - its) * 1000)];
        var (actual, (low, high)) = (Measured.Median(differences), Measured.MedianInterval(differences));
        return new($"≤ {milliseconds} ms over {peer.Name}", $"{actual:0} ms ({low:0} to {high:0})", actual <= milliseconds);
    });

    /// <summary>Time grows with size to the power of at most so much.</summary>
    public static Goal Growth(double exponent, Subject small, Subject large) => new(comparison =>
    {
        var actual = Math.Log(comparison[large].Net / comparison[small].Net) / Math.Log(large.Point!.Size / small.Point!.Size);
        return new($"exponent ≤ {exponent} from {small.Point.Size:n0} to {large.Point.Size:n0}", $"{actual:0.00}", actual <= exponent);
    });

    /// <summary>At most 1.3 × an empty <c>dotnet msbuild</c> + 40 MiB + what the service answers.</summary>
    /// <param name="answer">Its length, in bytes.</param>
    public static Goal Memory(Subject way, long answer) => new(comparison =>
    {
        var (actual, limit) = (comparison[way].PeakMemory, (comparison.Empty.PeakMemory * 1.3) + (40 << 20) + answer);
        var of = way.Point is null && way.Name == comparison.Ways[0].Name ? "" : $" of {way.Name}";
        return new($"peak memory{of} ≤ {Text.Mebibytes(limit)}", Text.Mebibytes(actual), actual <= limit);
    });

    /// <summary>The same peak, within what two runs of the same differ.</summary>
    public static Goal SameMemory(Subject small, Subject large) => new(comparison =>
    {
        const double Spread = 1.1;
        var actual = (double)comparison[large].PeakMemory / comparison[small].PeakMemory;
        return new($"peak memory of {large.Name} ≤ {Spread} × that of {small.Name}", $"{actual:0.00} ×", actual <= Spread);
    });
}
