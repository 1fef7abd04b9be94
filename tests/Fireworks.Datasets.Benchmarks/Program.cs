using System.Globalization;
using Fireworks.Datasets.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
var runs = int.Parse(Option("--runs") ?? "5", CultureInfo.InvariantCulture);
var only = Option("--only") ?? "";
await using var bench = await Workbench.SetUpAsync(Option("--package") ?? "artifacts/packages");
var results = new List<Comparison>();
foreach (var (name, measure) in new Scenarios(bench, runs).All.Where(scenario => scenario.Name.StartsWith(only, StringComparison.Ordinal)))
{
    var result = measure();
    results.Add(result);
    Console.WriteLine($"{result.Work}  (empty {result.Empty.Gross:0.000} s, {result.Empty.PeakMemory >> 20} MiB)");
    foreach (var way in result.Ways)
    {
        Console.WriteLine($"    {way.Net,8:0.000} s  ({way.Gross:0.000} gross, {way.Processor:0.00} s of processor, {way.PeakMemory >> 20} MiB)  {way.Name}");
    }

    foreach (var goal in result.Goals)
    {
        var (actual, reached) = goal.Check(result);
        Console.WriteLine($"    {(reached ? "ok  " : "NOT ")} {goal.Named(result)}: {actual}");
    }
}

if (args.Contains("--write"))
{
    Report.Write("docs/performance.md", Report.Machine([$".NET {Environment.Version}", bench.Nginx is null ? "storage: emulator" : "storage: nginx"]), runs, results);
}
