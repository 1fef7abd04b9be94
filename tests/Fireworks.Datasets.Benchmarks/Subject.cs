using System.Diagnostics;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>One way to do the work: a command, measured from its start to its end.</summary>
/// <param name="IsMSBuild">An empty <c>dotnet msbuild</c> is subtracted.</param>
/// <param name="Prepare">Before each run, not measured.</param>
internal sealed record Subject(string Name, bool IsMSBuild, Action Prepare, string WorkingDirectory, params string[] Command)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it lies on a plot; <see langword="null"/> where the work has one size.</summary>
    public Point? Point { get; init; }

    public static Subject Shell(string name, Action prepare, string workingDirectory, string script) =>
        new(name, false, prepare, workingDirectory, "sh", "-ec", script);

    /// <summary>As one of several sizes of the same work.</summary>
    /// <param name="series">What the plot calls this way.</param>
    public Subject At(double size, string series, string described) =>
        this with { Name = $"{series}, {described}", Point = new Point(series, size) };

    public Run Measure(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        Prepare();
        var start = new ProcessStartInfo(Command[0], Command.AsSpan(1).ToArray())
        {
            WorkingDirectory = WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var before = ChildTimes.Total();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var memory = new MemoryWatch(process.Id);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using (stop.Register(() => process.Kill(entireProcessTree: true)))
        {
            process.WaitForExit();
        }

        var run = new Run(clock.Elapsed, ChildTimes.Total() - before, memory.End());
        stop.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? run
            : throw new InvalidOperationException($"{Name} ended with {process.ExitCode}:\n{output.Result}\n{errors.Result}");
    }
}
