using System.Globalization;
using System.Text;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>The part of performance.md between two marks, with its plots; what people write around it stays.</summary>
internal static class Report
{
    private const string Start = "<!-- measured -->", End = "<!-- /measured -->";

    /// <param name="docs">The folder of the page.</param>
    public static void Write(string docs, IReadOnlyList<Result> results)
    {
        var page = Path.Combine(docs, "performance.md");
        var text = File.ReadAllText(page);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (start < 0 || end < start)
        {
            throw new InvalidDataException($"{page} has no '{Start}' followed by '{End}'.");
        }

        var plots = Plots.Write(docs, results);
        File.WriteAllText(page, $"{text[..start]}{Start}\n{Machines(results)}\n{Goals(results)}\n{plots}{Ways(results)}{text[end..]}");
    }

    private static string[] MachinesOf(IReadOnlyList<Result> results) => [.. results.Select(result => result.Machine).Distinct()];

    private static string Machines(IReadOnlyList<Result> results)
    {
        var machines = MachinesOf(results);
        return machines is [var only]
            ? $"Machine: {only}.\n"
            : string.Concat(machines.Select((machine, i) => string.Create(CultureInfo.InvariantCulture, $"- Machine {i + 1}: {machine}.\n")));
    }

    private static string Goals(IReadOnlyList<Result> results)
    {
        var machines = MachinesOf(results);
        var table = new StringBuilder("### Goals\n\n| work | goal | measured | | measured on |\n|---|---|---|---|---|\n");
        foreach (var result in results)
        {
            var on = string.Create(CultureInfo.InvariantCulture, $"{result.Date:yyyy-MM-dd}, {Runs(result.Comparison.Runs)}") +
                (machines.Length > 1 ? $", machine {Array.IndexOf(machines, result.Machine) + 1}" : "");
            foreach (var (goal, i) in result.Comparison.Goals.Select((goal, i) => (goal, i)))
            {
                table.Append(CultureInfo.InvariantCulture,
                    $"| {(i == 0 ? result.Comparison.Work : "")} | {goal.Goal} | {goal.Actual} | {(goal.Reached ? "reached" : "**not reached**")} | {(i == 0 ? on : "")} |\n");
            }
        }

        return table.ToString();
    }

    private static string Ways(IReadOnlyList<Result> results)
    {
        var table = new StringBuilder("### Every way\n\n| work | way | net s | gross s | processor s | peak MiB |\n|---|---|---|---|---|---|\n");
        foreach (var comparison in results.Select(result => result.Comparison))
        {
            Row(table, comparison.Work, comparison.Empty, subtracted: true);
            foreach (var way in comparison.Ways)
            {
                Row(table, "", way);
            }
        }

        var notes = results.SelectMany(result => result.Comparison.Notes.Select(note => $"- {result.Comparison.Work}: {note}\n"));
        return $"{table}\n{string.Concat(notes)}";
    }

    private static void Row(StringBuilder table, string work, Measured way, bool subtracted = false)
    {
        var net = subtracted ? "" : way.Net.ToString("0.000", CultureInfo.InvariantCulture);
        var memory = way.PeakMemory == 0 ? "" : (way.PeakMemory / (double)(1 << 20)).ToString("0", CultureInfo.InvariantCulture);
        table.Append(CultureInfo.InvariantCulture, $"| {work} | {way.Name} | {net} | {way.Gross:0.000} | {way.Processor:0.00} | {memory} |\n");
    }

    private static string Runs(int runs) => runs == 1 ? "1 run" : $"median of {runs} runs";
}
