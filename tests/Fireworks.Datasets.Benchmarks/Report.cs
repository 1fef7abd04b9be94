using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>The part of docs/performance.md between two marks; what people write around it stays.</summary>
internal static class Report
{
    private const string Start = "<!-- measured -->", End = "<!-- /measured -->";

    public static void Write(string page, string machine, int runs, IReadOnlyList<Comparison> results)
    {
        var text = File.ReadAllText(page);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(page, $"{text[..start]}\n{Describe(machine, runs, results)}{text[end..]}");
    }

    public static string Machine(IEnumerable<string> tools) => string.Create(CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:yyyy-MM-dd}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {string.Join(", ", tools)}");

    private static string Describe(string machine, int runs, IReadOnlyList<Comparison> results)
    {
        var table = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{machine}; median of {runs} runs.\n\n");
        table.Append("| work | way | net s | gross s | processor s | peak MiB | goal | measured | |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var result in results)
        {
            Row(table, result.Work, result.Empty, " |  | ");
            for (var i = 0; i < result.Ways.Count; i++)
            {
                Row(table, "", result.Ways[i], i == 0 ? Goals(result) : " |  | ");
            }
        }

        return table.ToString();
    }

    private static void Row(StringBuilder table, string work, Measured way, string goals) => table.Append(CultureInfo.InvariantCulture,
        $"| {work} | {way.Name} | {way.Net:0.000} | {way.Gross:0.000} | {way.Processor:0.00} | {way.PeakMemory >> 20} | {goals} |\n");

    private static string Goals(Comparison result)
    {
        var checks = result.Goals.Select(goal => (goal.Named(result), goal.Check(result))).ToArray();
        return string.Join("<br>", checks.Select(check => check.Item1)) + " | " + string.Join("<br>", checks.Select(check => check.Item2.Actual)) + " | " +
            string.Join("<br>", checks.Select(check => check.Item2.Reached ? "reached" : "not reached"));
    }
}
