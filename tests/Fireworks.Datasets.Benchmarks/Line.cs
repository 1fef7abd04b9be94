namespace Fireworks.Datasets.Benchmarks;

/// <summary>A line of a plot.</summary>
/// <param name="Points">From left to right; all above zero.</param>
internal sealed record Line(string Name, IReadOnlyList<(double X, double Y)> Points);
