namespace Fireworks.Datasets.Benchmarks;

/// <summary>Where a measured way lies on a plot.</summary>
/// <param name="Series">The line that it belongs to.</param>
/// <param name="Size">Number of files, or bytes.</param>
internal sealed record Point(string Series, double Size);
