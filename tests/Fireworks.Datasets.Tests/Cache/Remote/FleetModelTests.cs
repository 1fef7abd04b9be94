using System.Globalization;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Cache.Remote;

/// <summary>What 1 to 16 agents on one machine really ask for, against the model that docs/fleet.md plans larger fleets with.</summary>
[TestClass]
public sealed class FleetModelTests
{
    private const int Files = 3;
    private const int Length = 200_000;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public async Task Agents_that_start_at_once_with_a_warm_cache_leave_the_service_alone(int agents)
    {
        await using var fleet = await WithFilesAsync(Files);
        var lockFile = await fleet.LockFileAsync();
        await fleet.Agent().FetchAsync(lockFile);
        fleet.Service.Journal.Clear();

        // No agent has the key.
        await Task.WhenAll(Enumerable.Range(0, agents).Select(_ => (fleet.Agent() with { Key = null }).FetchAsync(lockFile)));

        await AssertCountsAsync(fleet, new(agents, Early: 0, Files, Length), new FleetModel(1, Early: 1, Files, Length));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public async Task Agents_that_come_one_after_another_fetch_once(int agents)
    {
        await using var fleet = await WithFilesAsync(Files);
        var lockFile = await fleet.LockFileAsync();

        for (var agent = 0; agent < agents; agent++)
        {
            await fleet.Agent().FetchAsync(lockFile);
        }

        await AssertCountsAsync(fleet, new(agents, Early: 1, Files, Length));
    }

    /// <summary>
    /// The worst case: all look before anyone has stored. The protocol has no "somebody is fetching this", and a lookup that
    /// waited for it would wait for agents that died. So each of them asks the service; none of them is wrong.
    /// </summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public async Task Agents_that_all_look_before_anyone_has_stored_fetch_each_for_themselves(int agents)
    {
        await using var fleet = await WithFilesAsync(1);
        var lockFile = await fleet.LockFileAsync();

        await AtOnceAsync(fleet, lockFile, agents);

        await AssertCountsAsync(fleet, new(agents, Early: agents, 1, Length));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    public async Task Only_those_that_looked_too_early_fetch(int early)
    {
        const int Agents = 16;
        await using var fleet = await WithFilesAsync(1);
        var lockFile = await fleet.LockFileAsync();

        await AtOnceAsync(fleet, lockFile, early);
        await Task.WhenAll(Enumerable.Range(early, Agents - early).Select(_ => fleet.Agent().FetchAsync(lockFile)));

        await AssertCountsAsync(fleet, new(Agents, early, 1, Length));
    }

    /// <summary>With many files each agent begins with others, so that they share the work even when all start cold at once.</summary>
    [TestMethod]
    public async Task Sixteen_cold_agents_share_the_download_of_many_files()
    {
        const int Agents = 16;
        const int Many = 400;
        await using var fleet = await FleetScene.StartAsync();
        for (var file = 0; file < Many; file++)
        {
            fleet.Dataset.File($"{file:000}.bin", length: 1000, seed: file);
        }

        var lockFile = await fleet.LockFileAsync();
        fleet.Service.Options.StorageLatency = TimeSpan.FromMilliseconds(50);

        await Task.WhenAll(Enumerable.Range(0, Agents).Select(_ => fleet.Agent().FetchAsync(lockFile)));

        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Agents} agents, {Many} files: {fleet.Transfers} transfers, {(double)fleet.Transfers / Many:0.00} a file; {fleet.Resolves} requests for URLs"));
        Assert.IsGreaterThanOrEqualTo(Many, fleet.Transfers);
        // All in the same order, it would be nearly each of them for itself.
        Assert.IsLessThan(Agents * Many / 2, fleet.Transfers);
    }

    [TestMethod]
    [DataRow(10, 1, "1 min")]
    [DataRow(1_000, 10, "10 min")]
    [DataRow(100_000, 60, "1 h")]
    public void The_guide_has_the_figures_of_the_model(int agents, int minutes, string start)
    {
        var warming = new FleetModel(1, Early: 1, Files: 10, Length: 10_000_000);
        var warmed = warming with { Agents = agents, Early = 0 };
        Assert.AreEqual((1, 10, 0.1), (warming.ServiceRequests, warming.Transfers, warming.ServiceBytes / 1e9));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture,
            $"| {agents:N0} | 1 | 10 | 0.1 GB | {warming.CacheRequests + warmed.CacheRequests:N0} | {warmed.CacheBytesOut / 1e9:N0} GB | 10 | 0.1 GB |"),
            Repository.Read("docs", "fleet.md"));

        var early = FleetModel.EarlyOf(agents, TimeSpan.FromMinutes(minutes), fetch: TimeSpan.FromSeconds(10));
        var spread = warmed with { Early = early };
        var alone = warmed with { Early = agents };
        Assert.Contains(string.Create(CultureInfo.InvariantCulture,
            $"| {agents:N0} | {start} | {early:N0} | {spread.ServiceBytes / 1e9:0.0} GB | {alone.ServiceBytes / 1e9:N0} GB |"),
            Repository.Read("docs", "fleet.md"));
    }

    private static async Task<FleetScene> WithFilesAsync(int files)
    {
        var fleet = await FleetScene.StartAsync();
        for (var file = 0; file < files; file++)
        {
            fleet.Dataset.File($"{file}.bin", Length, seed: file);
        }

        return fleet;
    }

    /// <summary>Nobody asks the service before all have asked the cache.</summary>
    private static async Task AtOnceAsync(FleetScene fleet, string lockFile, int agents)
    {
        var allLooked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = agents;
        var service = new Uri(fleet.Service.Url).Authority;
        Task WaitForAllAsync(HttpRequestMessage request)
        {
            if (request.RequestUri!.Authority != service)
            {
                return Task.CompletedTask;
            }

            // Who asks the service has been told by the cache that it has nothing.
            if (Interlocked.Decrement(ref waiting) == 0)
            {
                allLooked.SetResult();
            }

            return allLooked.Task;
        }

        await Task.WhenAll(Enumerable.Range(0, agents).Select(_ => (fleet.Agent() with { BeforeRequest = WaitForAllAsync }).FetchAsync(lockFile)));
    }

    /// <param name="before">What had warmed the cache.</param>
    private static async Task AssertCountsAsync(FleetScene fleet, FleetModel model, FleetModel? before = null)
    {
        FleetModel[] models = before is null ? [model] : [before, model];
        Assert.AreEqual((model.ServiceRequests, model.Transfers, model.ServiceBytes),
            (fleet.Resolves, fleet.Transfers, fleet.Service.Journal.Storage.Sum(request => request.BytesSent)));

        var requests = await fleet.CacheRequestsAsync();
        var hits = requests.Where(request => request is { Method: "GET", Status: 200 }).ToArray();
        var puts = requests.Where(request => request is { Method: "PUT", Status: 201 or 204 }).ToArray();
        var misses = requests.Where(request => request is { Method: "GET", Status: 404 });
        Assert.AreEqual(
            (models.Sum(part => part.CacheHits), models.Sum(part => part.CacheMisses), models.Sum(part => part.CachePuts)),
            (hits.Length, misses.Count(), puts.Length));
        Assert.AreEqual(requests.Count, hits.Length + misses.Count() + puts.Length, "other requests");

        // Heads are some hundred bytes each.
        AssertAbout(models.Sum(part => part.CacheBytesOut), hits.Sum(request => request.Sent), hits.Length);
        AssertAbout(models.Sum(part => part.CacheBytesIn), puts.Sum(request => request.Received), puts.Length);
    }

    private static void AssertAbout(long bodies, long bytes, int messages) =>
        Assert.IsInRange(bodies, bodies + (1000 * messages), bytes);
}
