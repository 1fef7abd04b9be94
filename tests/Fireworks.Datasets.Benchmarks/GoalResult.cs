namespace Fireworks.Datasets.Benchmarks;

/// <summary>What was to be reached, and what was.</summary>
internal sealed record GoalResult(string Goal, string Actual, bool Reached);
