namespace Fireworks.Datasets.Benchmarks;

/// <summary>A comparison with what it depends on.</summary>
/// <param name="Machine">See <see cref="Benchmarks.Machine"/>.</param>
internal sealed record Result(string Scenario, DateOnly Date, string Machine, Comparison Comparison);
