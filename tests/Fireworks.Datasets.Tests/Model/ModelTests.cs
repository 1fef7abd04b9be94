using System.Globalization;

namespace Fireworks.Datasets.Tests.Model;

/// <summary>
/// Random sequences of builds and of what happens between them, against a model of the contract. FWDS_SEED replays one;
/// FWDS_SLOW=1 runs more.
/// </summary>
[TestClass]
public sealed class ModelTests(TestContext context)
{
    private const int Steps = 24, Enough = 5;

    [TestMethod]
    public async Task Random_sequences_end_in_right_bytes_or_the_right_code()
    {
        var failures = new List<string>();
        foreach (var seed in Seeds())
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (failures.Count == Enough)
            {
                break;
            }

            using var run = new ModelRun(seed);
            try
            {
                await run.RunAsync(Steps, context.CancellationToken);
            }
#pragma warning disable CA1031 // Whatever it is: the seed is what helps.
            catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
            {
                failures.Add($"FWDS_SEED={seed}: {failure.Message}\n{run.Steps}\n{(failure is UnitTestAssertException ? "" : failure)}");
            }
        }

        Assert.IsEmpty(failures, $"Sequences that differ from the model:\n{string.Join("\n\n", failures)}");
    }

    private static IEnumerable<int> Seeds() => Environment.GetEnvironmentVariable("FWDS_SEED") is { Length: > 0 } seed
        ? [int.Parse(seed, CultureInfo.InvariantCulture)]
        : Enumerable.Range(1, Environment.GetEnvironmentVariable("FWDS_SLOW") == "1" ? 2000 : 300);
}
