using System.Diagnostics;
using System.Globalization;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>
/// Random answers, names, lock files, states and caches, through the whole engine. FWDS_SLOW=1 runs for FWDS_FUZZ_SECONDS
/// (default 600) from FWDS_FUZZ_SEED (default: any); a failure names the seed that repeats it alone.
/// </summary>
[TestClass]
public sealed class FuzzTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task A_few_rounds_neither_crash_nor_hang_nor_write_outside() => await RunAsync(seed: 20_260_101, TimeSpan.FromSeconds(30), maxRounds: 150);

    [TestMethod]
    public async Task Many_rounds_neither_crash_nor_hang_nor_write_outside()
    {
        if (Environment.GetEnvironmentVariable("FWDS_SLOW") != "1")
        {
            Assert.Inconclusive("Runs with FWDS_SLOW=1.");
        }

        var seconds = Number("FWDS_FUZZ_SECONDS") ?? 600;
        await RunAsync(Number("FWDS_FUZZ_SEED") ?? Random.Shared.Next(), TimeSpan.FromSeconds(seconds), maxRounds: int.MaxValue);
    }

    private async Task RunAsync(int seed, TimeSpan duration, int maxRounds)
    {
        var first = seed;
        var clock = Stopwatch.StartNew();
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (; clock.Elapsed < duration && seed - first < maxRounds; seed++)
        {
            var outcome = await RoundAsync(seed);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        var summary = $"Seeds {first} to {seed - 1}, {seed - first} rounds in {clock.Elapsed.TotalSeconds:0} s: "
            + string.Join(", ", outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}"));
        TestContext.WriteLine(summary);
        await Console.Error.WriteLineAsync(summary);
        Assert.IsGreaterThan(0, outcomes.GetValueOrDefault("fetched"), "Rounds that only fail at the door test nothing behind it");
    }

    private async Task<string> RoundAsync(int seed)
    {
        using var round = new FuzzRound(seed);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.CancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            // A second way out of a hang: one that does not even look at its cancellation.
            await round.RunAsync(limit.Token).WaitAsync(2 * s_limit, TestContext.CancellationToken);
            round.AssertSound();
            return "fetched";
        }
        catch (DatasetException exception)
        {
            Assert.IsFalse(Shown.Of(exception).Diagnostics.Any(problem => problem.Message.Any(char.IsControl)), $"FWDS_FUZZ_SEED={seed}: {exception.Message}");
            round.AssertSound();
            return exception.Diagnostic.Code;
        }
        catch (Exception exception) when (exception is not AssertFailedException)
        {
            throw new AssertFailedException($"FWDS_FUZZ_SEED={seed}: {exception}", exception);
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
