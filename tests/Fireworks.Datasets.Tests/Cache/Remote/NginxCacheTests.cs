using Fireworks.Datasets.Http;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;

namespace Fireworks.Datasets.Tests.Cache.Remote;

/// <summary>Agents and a real nginx with the documented configuration.</summary>
[TestClass]
public sealed class NginxCacheTests
{
    [TestMethod]
    public async Task What_one_agent_fetched_another_takes_without_a_key_and_without_asking_the_service()
    {
        await using var fleet = await FleetScene.StartAsync();
        fleet.Dataset.File("test.jsonl", "contents").File("empty.jsonl", "").File("sub/large.bin", length: 3 << 20, seed: 1);
        var first = fleet.Agent();
        await first.FetchAsync();
        fleet.Service.Journal.Clear();

        var second = fleet.Agent() with { Key = null, Token = fleet.Cache.ReadToken };
        await second.FetchAsync(first.LockFile);

        Assert.AreEqual(0, fleet.Service.Journal.Count);
        foreach (var file in (string[])["test.jsonl", "empty.jsonl", "sub/large.bin"])
        {
            CollectionAssert.AreEqual(fleet.Dataset.Contents(file), File.ReadAllBytes(second.FileInPlace(file)), file);
        }

        Assert.IsEmpty(first.Warnings);
        Assert.IsEmpty(second.Warnings);
        var requests = await fleet.CacheRequestsAsync();
        Assert.AreEqual("GET 200 x3, PUT 201 x3", Summary(requests));
    }

    [TestMethod]
    public async Task What_an_agent_took_is_in_its_own_store_afterwards()
    {
        await using var fleet = await FleetScene.StartAsync();
        fleet.Dataset.File("test.jsonl", "contents");
        var agent = fleet.Agent();
        await agent.FetchAsync(await fleet.LockFileAsync());
        File.Delete(agent.FileInPlace("test.jsonl"));
        await fleet.Cache.StopAsync();
        fleet.Service.Journal.Clear();

        await agent.FetchAsync();

        Assert.IsTrue(File.Exists(agent.FileInPlace("test.jsonl")));
        Assert.AreEqual(0, fleet.Service.Journal.Count);
    }

    [TestMethod]
    [DataRow("poison!!", "other contents")]
    [DataRow("cont", "4 bytes instead of 8")]
    [DataRow("", "0 bytes instead of 8")]
    public async Task Wrong_contents_are_never_used_and_are_replaced(string wrong, string told)
    {
        await using var fleet = await FleetScene.StartAsync();
        fleet.Dataset.File("test.jsonl", "contents");
        var lockFile = await fleet.LockFileAsync();
        await fleet.Agent().FetchAsync(lockFile);
        var stored = fleet.Cache.FileOf(fleet.Dataset.Sha256("test.jsonl"));
        Assert.AreEqual("contents", File.ReadAllText(stored));
        File.WriteAllText(stored, wrong);
        fleet.Service.Journal.Clear();

        var agent = fleet.Agent();
        await agent.FetchAsync(lockFile);

        Assert.AreEqual("contents", File.ReadAllText(agent.FileInPlace("test.jsonl")));
        Assert.StartsWith("FWDS5006", agent.Warnings.Single());
        Assert.Contains(told, agent.Warnings.Single());
        Assert.AreEqual((1, 1), (fleet.Resolves, fleet.Transfers));
        Assert.AreEqual("contents", File.ReadAllText(stored));
    }

    [TestMethod]
    public async Task A_full_cache_is_one_warning_and_still_read()
    {
        await using var fleet = await FleetScene.StartAsync(fullAfterKiB: 512);
        for (var i = 0; i < 6; i++)
        {
            fleet.Dataset.File($"large{i}.bin", length: 600 << 10, seed: i);
        }

        fleet.Dataset.File("small.bin", length: 1000, seed: 7);
        var lockFile = await fleet.LockFileAsync();

        var agent = fleet.Agent();
        await agent.FetchAsync(lockFile);

        CollectionAssert.AreEqual(fleet.Dataset.Contents("large0.bin"), File.ReadAllBytes(agent.FileInPlace("large0.bin")));
        Assert.StartsWith("FWDS5006", agent.Warnings.Single());
        Assert.IsFalse(File.Exists(fleet.Cache.FileOf(fleet.Dataset.Sha256("large0.bin"))), "part of a file");
        Assert.Contains("GET 404 x7", Summary(await fleet.CacheRequestsAsync()));
    }

    [TestMethod]
    public async Task A_vanished_cache_is_one_warning()
    {
        await using var fleet = await FleetScene.StartAsync();
        fleet.Dataset.File("a.bin", "a").File("b.bin", "b");
        var lockFile = await fleet.LockFileAsync();
        await fleet.Cache.StopAsync();

        var agent = fleet.Agent();
        await agent.FetchAsync(lockFile);

        Assert.AreEqual("b", File.ReadAllText(agent.FileInPlace("b.bin")));
        Assert.StartsWith("FWDS5006", agent.Warnings.Single());
        Assert.AreEqual(2, fleet.Transfers);
    }

    [TestMethod]
    public async Task A_read_only_agent_never_writes()
    {
        await using var fleet = await FleetScene.StartAsync();
        fleet.Dataset.File("test.jsonl", "contents");

        var agent = fleet.Agent() with { ReadOnly = true };
        await agent.FetchAsync(await fleet.LockFileAsync());

        Assert.IsEmpty(agent.Warnings);
        Assert.AreEqual("GET 404 x1", Summary(await fleet.CacheRequestsAsync()));
    }

    [TestMethod]
    public async Task A_token_that_may_only_read_uploads_nothing_of_a_large_file()
    {
        await using var fleet = await FleetScene.StartAsync();
        fleet.Dataset.File("large.bin", length: 8 << 20, seed: 1);

        var agent = fleet.Agent() with { Token = fleet.Cache.ReadToken };
        await agent.FetchAsync(await fleet.LockFileAsync());

        Assert.Contains("writing: it answered 403", agent.Warnings.Single());
        var requests = await fleet.CacheRequestsAsync();
        Assert.AreEqual("GET 404 x1, PUT 403 x1", Summary(requests));
        Assert.IsLessThan(10_000, requests[^1].Received);
    }

    [TestMethod]
    public async Task A_file_that_is_too_large_for_the_cache_costs_no_upload_and_no_warning()
    {
        await using var fleet = await FleetScene.StartAsync(maxBody: "1m");
        fleet.Dataset.File("large.bin", length: 8 << 20, seed: 1).File("small.bin", "small");
        var lockFile = await fleet.LockFileAsync();

        await fleet.Agent().FetchAsync(lockFile);
        var agent = fleet.Agent();
        await agent.FetchAsync(lockFile);

        Assert.IsEmpty(agent.Warnings);
        CollectionAssert.AreEqual(fleet.Dataset.Contents("large.bin"), File.ReadAllBytes(agent.FileInPlace("large.bin")));
        Assert.AreEqual(3, fleet.Transfers);
        var requests = await fleet.CacheRequestsAsync();
        Assert.AreEqual("GET 200 x1, GET 404 x3, PUT 201 x1, PUT 413 x2", Summary(requests));
        Assert.IsTrue(requests.All(request => request.Received < 10_000));
    }

    [TestMethod]
    public async Task No_token_is_one_request_and_one_warning_that_names_its_variable()
    {
        await using var fleet = await FleetScene.StartAsync();
        fleet.Dataset.File("a.bin", "a");

        var agent = fleet.Agent() with { Token = null };
        await agent.FetchAsync(await fleet.LockFileAsync());

        Assert.Contains("CACHE_TOKEN", agent.Warnings.Single());
        Assert.AreEqual("GET 403 x1", Summary(await fleet.CacheRequestsAsync()));
    }

    [TestMethod]
    public async Task Key_and_token_go_to_their_own_host_only_and_into_no_url_and_no_log()
    {
        await using var fleet = await FleetScene.StartAsync();
        fleet.Dataset.File("a.bin", "a").File("b.bin", "b");

        var agent = fleet.Agent();
        await agent.FetchAsync(await fleet.LockFileAsync());

        var cache = new Uri(fleet.Cache.Url).Authority;
        var (toCache, others) = (agent.Sent.Where(sent => sent.Host == cache).ToArray(), agent.Sent.Where(sent => sent.Host != cache).ToArray());
        Assert.HasCount(4, toCache);
        Assert.IsTrue(toCache.All(sent => sent.Authorization == $"Bearer {fleet.Cache.WriteToken}"));
        Assert.IsFalse(others.Any(sent => sent.Authorization?.Contains(fleet.Cache.WriteToken, StringComparison.Ordinal) == true));
        await fleet.Cache.StopAsync();
        foreach (var text in agent.Sent.Select(sent => sent.Url).Concat(agent.Log.Lines).Concat(agent.Warnings).Concat(fleet.Cache.Logs))
        {
            Assert.DoesNotContain(fleet.Cache.WriteToken, text);
            Assert.DoesNotContain(fleet.Service.ApiKey, text);
        }
    }

    internal static string Summary(IEnumerable<Fireworks.Datasets.Build.EndToEnd.Infra.NginxRequest> requests) => string.Join(", ", requests
        .GroupBy(request => $"{request.Method} {request.Status}").OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Key} x{group.Count()}"));
}
