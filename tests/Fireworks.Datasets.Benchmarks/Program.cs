using System.Globalization;
using System.Runtime.InteropServices;
using Fireworks.Datasets.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (CommandLine.Parse(args) is not { } options)
{
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}

// Ctrl+C ends what runs and then goes the usual way out, so that nothing stays behind.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await using var bench = await Workbench.SetUpAsync(options.Package, stop.Token);
    if (bench.Nginx is null)
    {
        Console.WriteLine("nginx is not installed: the emulator is the storage, and the remote cache is left out.");
    }

    var scenarios = new Scenarios(bench, new Rounds(options.Runs, WarmUp: true, stop.Token), options.Quick).All;
    var machine = Machine.Describe();
    List<string> names = [.. scenarios.Select(scenario => scenario.Name)];
    if (!names.Any(name => options.Wants(name, names)))
    {
        Console.Error.WriteLine($"No such scenario. There are: {string.Join(", ", names)}.");
        return 2;
    }

    var failed = false;
    foreach (var scenario in scenarios.Where(scenario => options.Wants(scenario.Name, names)))
    {
        Console.WriteLine(scenario.Name);
        try
        {
            var comparison = scenario.Measure();
            Print(comparison);
            if (options.Write)
            {
                // After each: what was measured is not lost when a later one fails.
                var docs = options.Docs ?? Path.Combine(Repository.Root, "docs");
                var result = new Result(scenario.Name, DateOnly.FromDateTime(DateTime.UtcNow), machine, comparison);
                Report.Write(docs, ResultFile.Replace(Path.Combine(docs, "performance.json"), result, names));
            }
        }
        catch (InvalidOperationException failure)
        {
            Console.Error.WriteLine(failure.Message);
            failed = true;
        }
        finally
        {
            bench.Clear();
        }
    }

    return failed ? 1 : 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}

static void Print(Comparison comparison)
{
    Console.WriteLine($"  {comparison.Work}  (empty {comparison.Empty.Gross:0.000} s, {Text.Mebibytes(comparison.Empty.PeakMemory)})");
    foreach (var way in comparison.Ways)
    {
        Console.WriteLine($"    {way.Net,8:0.000} s  ({way.Gross:0.000} gross, {way.Processor:0.00} s of processor, {Text.Mebibytes(way.PeakMemory)})  {way.Name}");
    }

    foreach (var goal in comparison.Goals)
    {
        Console.WriteLine($"    {(goal.Reached ? "ok  " : "NOT ")} {goal.Goal}: {goal.Actual}");
    }
}
