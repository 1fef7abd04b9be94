using System.Globalization;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>What the program was told.</summary>
/// <param name="Only">Names of scenarios, or how they begin; all where empty.</param>
/// <param name="Package">Folder of a packed package; <see langword="null"/> packs it first.</param>
/// <param name="Docs">Folder of performance.md; <see langword="null"/> is the repository's.</param>
/// <param name="Quick">A hundredth of the size: shows whether the program works, and nothing else.</param>
internal sealed record CommandLine(int Runs, IReadOnlyList<string> Only, string? Package, bool Write, string? Docs, bool Quick)
{
    public const string Usage = "Usage: [--write] [--docs <folder>] [--only <scenario>[,<scenario>…]] [--runs <number>] [--package <folder>] [--quick]";

    /// <returns>Null where the arguments are not as <see cref="Usage"/> says.</returns>
    public static CommandLine? Parse(ReadOnlySpan<string> arguments)
    {
        var result = new CommandLine(5, [], null, false, null, false);
        while (arguments.Length > 0)
        {
            (CommandLine? next, var used) = arguments switch
            {
                ["--write", ..] => (result with { Write = true }, 1),
                ["--quick", ..] => (result with { Quick = true }, 1),
                ["--docs", var folder, ..] => (result with { Docs = folder }, 2),
                ["--package", var folder, ..] => (result with { Package = folder }, 2),
                ["--only", var names, ..] => (result with { Only = names.Split(',', StringSplitOptions.RemoveEmptyEntries) }, 2),
                ["--runs", var text, ..] when ushort.TryParse(text, CultureInfo.InvariantCulture, out var runs) && runs > 0 => (result with { Runs = runs }, 2),
                _ => (null, 0),
            };
            if (next is null)
            {
                return null;
            }

            result = next;
            arguments = arguments[used..];
        }

        // What a hundredth takes must not look like a measurement.
        return result is { Quick: true, Write: true, Docs: null } ? null : result;
    }

    /// <summary>Whether a scenario is asked for: by its name, or by how the names of several begin.</summary>
    public bool Wants(string scenario, IEnumerable<string> all) =>
        Only.Count == 0 || Only.Any(only => only == scenario || (!all.Contains(only) && scenario.StartsWith(only, StringComparison.Ordinal)));
}
