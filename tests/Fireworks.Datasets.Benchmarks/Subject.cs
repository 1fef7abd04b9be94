using System.Diagnostics;
using System.Globalization;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>One way to do the work: a command, measured from its start to its end.</summary>
/// <param name="IsMSBuild">An empty <c>dotnet msbuild</c> is subtracted.</param>
/// <param name="Prepare">Before each run, not measured.</param>
internal sealed record Subject(string Name, bool IsMSBuild, Action Prepare, string WorkingDirectory, params string[] Command)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public static Subject Shell(string name, Action prepare, string workingDirectory, string script) =>
        new(name, false, prepare, workingDirectory, "sh", "-ec", script);

    public Run Measure()
    {
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
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }

        var elapsed = clock.Elapsed;
        return process.ExitCode == 0
            ? new(elapsed, ChildTimes.Total() - before, peak)
            : throw new InvalidOperationException($"{Name} ended with {process.ExitCode}:\n{output.Result}\n{errors.Result}");
    }

    /// <summary>The most resident memory so far, in bytes; 0 where the system does not tell.</summary>
    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

/// <param name="Processor">Of the command and its children, user and system.</param>
/// <param name="PeakMemory">In bytes.</param>
internal readonly record struct Run(TimeSpan Elapsed, TimeSpan Processor, long PeakMemory);
