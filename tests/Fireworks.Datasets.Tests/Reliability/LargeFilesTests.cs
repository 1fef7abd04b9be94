using System.Diagnostics;
using System.Globalization;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>Over connections that are slow each, several are faster than one. Takes half a minute: only with FWDS_SLOW=1.</summary>
[TestClass]
[DoNotParallelize]
public sealed class LargeFilesTests
{
    private const long Length = 512L * 1024 * 1024;
    private const long BytesPerSecond = 20_000_000;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Arrive_six_times_as_fast_over_eight_connections()
    {
        if (Environment.GetEnvironmentVariable("FWDS_SLOW") != "1")
        {
            Assert.Inconclusive("Set FWDS_SLOW=1 to transfer 512 MiB.");
        }

        var one = await MeasureAsync(1);
        var eight = await MeasureAsync(8);

        ReliabilityDocument.Write("ranges", string.Create(CultureInfo.InvariantCulture,
            $"512 MiB, each connection limited to 20 MB/s: {one.TotalSeconds:0.0} s over one connection, {eight.TotalSeconds:0.0} s over eight, {one / eight:0.0} times as fast (all of a fetch, with verification). `LargeFiles` repeats it."));
        Assert.IsGreaterThanOrEqualTo(6, one / eight, $"{one} and {eight}");
    }

    private async Task<TimeSpan> MeasureAsync(int connections)
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Time = TimeProvider.System;
        scene.Settings = scene.Settings with { MaxConcurrency = connections };
        scene.Dataset.File("large.bin", Length, seed: 1);
        // The emulator hashes an object when it is first asked for it.
        using (var warm = new HttpClient())
        {
            using var _ = await warm.GetAsync(new Uri(scene.Service.SignedUrl("acme", "eval", "large.bin")), HttpCompletionOption.ResponseHeadersRead, TestContext.CancellationToken);
        }

        scene.Service.Options.BytesPerSecondPerConnection = BytesPerSecond;
        var started = Stopwatch.GetTimestamp();
        await scene.FetchAsync(TestContext.CancellationToken);
        var took = Stopwatch.GetElapsedTime(started);
        Assert.AreEqual(Length, new FileInfo(scene.InPlace("large.bin")).Length);
        TestContext.WriteLine($"{connections} connections: {took}");
        return took;
    }
}
