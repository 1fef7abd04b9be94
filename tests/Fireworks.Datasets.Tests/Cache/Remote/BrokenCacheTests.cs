using System.Net.Sockets;
using Fireworks.Datasets.Cache.Remote;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Cache.Remote;

/// <summary>What no proper server does, on real sockets: builds with twenty files, which get them all and one warning.</summary>
[TestClass]
public sealed class BrokenCacheTests
{
    private const int Files = 20;
    private const int Connections = 8;

    [TestMethod]
    public Task Cut_off_in_the_middle() =>
        AssertHarmlessAsync(socket => RawServer.SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\nfi"), most: Files + 3 + Connections);

    [TestMethod]
    public Task Lost_connections() => AssertHarmlessAsync(RawServer.ResetAsync, most: 3 + (2 * Connections));

    [TestMethod]
    public Task Not_even_HTTP() => AssertHarmlessAsync(socket => RawServer.SendAsync(socket, "hello\r\n\r\n"), most: 3 + (2 * Connections));

    [TestMethod]
    public async Task Silence_is_waited_for_once()
    {
        using var ended = new CancellationTokenSource();
        await AssertHarmlessAsync(socket => Task.Delay(Timeout.Infinite, ended.Token).ContinueWith(_ => { }, TaskScheduler.Default), most: Connections);
        await ended.CancelAsync();
    }

    [TestMethod]
    public async Task Vanished_in_the_middle_of_a_build()
    {
        var answered = 0;
        await AssertHarmlessAsync(
            socket => Interlocked.Increment(ref answered) <= 3
                ? RawServer.SendAsync(socket, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                : RawServer.ResetAsync(socket),
            most: 3 + 3 + 3 + (2 * Connections));
    }

    /// <param name="most">Requests to it: some are under way when it is left alone.</param>
    private static async Task AssertHarmlessAsync(Func<Socket, Task> answer, int most)
    {
        using var cache = new RawServer(answer);
        await using var fleet = await FleetScene.StartAsync();
        for (var file = 0; file < Files; file++)
        {
            fleet.Dataset.File($"{file}.bin", $"file  {file:00}");
        }

        var agent = fleet.Agent() with { RemoteCache = new(cache.Root + "/"), StallTimeout = TimeSpan.FromSeconds(2) };
        await agent.FetchAsync(await fleet.LockFileAsync());

        for (var file = 0; file < Files; file++)
        {
            Assert.AreEqual($"file  {file:00}", File.ReadAllText(agent.FileInPlace($"{file}.bin")));
        }

        Assert.StartsWith("FWDS5006", agent.Warnings.Single());
        Assert.AreEqual(Files, fleet.Transfers);
        Assert.IsInRange(1, most, cache.Requests.Count);
    }
}
