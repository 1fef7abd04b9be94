using System.Collections.Concurrent;
using System.Globalization;
using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd.Reliability;

/// <summary>
/// Builds killed at random instants, each followed by one that must end well. Takes many minutes: only with FWDS_SLOW=1;
/// FWDS_KILLS sets how many, FWDS_LANES how many at a time.
/// </summary>
[TestClass]
public sealed class KillCampaign
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Ends_in_right_bytes_after_every_kill()
    {
        if (Environment.GetEnvironmentVariable("FWDS_SLOW") != "1")
        {
            Assert.Inconclusive("Set FWDS_SLOW=1 to run the kill campaign.");
        }

        var kills = Setting("FWDS_KILLS", 300);
        var rounds = new ConcurrentQueue<KillRound>();
        var seed = Environment.TickCount & 0xFFFFF;
        await Task.WhenAll(Enumerable.Range(0, Setting("FWDS_LANES", 2)).Select(async index =>
        {
            await using var lane = await KillLane.StartAsync(Path.Combine(TestSession.Root, $"kill{index}"), seed + index);
            var number = seed + (index << 20);
            while (rounds.Count < kills && !TestContext.CancellationToken.IsCancellationRequested)
            {
                if (await lane.RunAsync(number++) is { } round)
                {
                    rounds.Enqueue(round);
                    // After each: a campaign that somebody ends early still has its figures.
                    await File.WriteAllTextAsync(Path.Combine(TestSession.Root, $"kills{index}.md"), KillRound.Describe(rounds));
                }
            }
        }));

        TestContext.WriteLine(KillRound.Describe(rounds));
        Assert.AreEqual((0, 0), (rounds.Sum(round => round.WrongAfterKill), rounds.Sum(round => round.WrongAtEnd)));
        Assert.IsEmpty(rounds.Where(round => round.CouldResume && !round.Resumed));
        for (var index = 0; index < 2; index++)
        {
            Folders.TryDelete(Path.Combine(TestSession.Root, $"kill{index}"));
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
