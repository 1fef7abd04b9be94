namespace Fireworks.Datasets.Benchmarks;

/// <summary>The same work done in several ways; the first is this package.</summary>
/// <param name="Runs">Of each way, beside a warm-up.</param>
/// <param name="Empty">An empty <c>dotnet msbuild</c>.</param>
/// <param name="Notes">What a reader has to know, such as a way that was left out.</param>
internal sealed record Comparison(
    string Work,
    int Runs,
    Measured Empty,
    IReadOnlyList<Measured> Ways,
    IReadOnlyList<GoalResult> Goals,
    IReadOnlyList<string> Notes)
{
    public Measured this[Subject way] => Ways.Single(measured => measured.Name == way.Name);
}
