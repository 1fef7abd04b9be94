namespace Fireworks.Datasets.Benchmarks;

/// <summary>A comparison that can be asked for by name.</summary>
internal sealed record Scenario(string Name, Func<Comparison> Measure);
