using System.Net.Sockets;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Tests.Infra;
using MessageLevel = Fireworks.Datasets.Diagnostics.MessageLevel;

namespace Fireworks.Datasets.Tests.Cache.Remote;

/// <summary>One warning, a few chances, and then it is left alone.</summary>
[TestClass]
public sealed class RemoteCacheFailuresTests
{
    [TestMethod]
    [DataRow(429)]
    [DataRow(500)]
    [DataRow(503)]
    [DataRow(302)]
    [DataRow(204)]
    public async Task Three_in_a_row_end_reading_and_writing(int status)
    {
        using var cache = new CacheScene(_ => ScriptedHandler.Status(status));

        await ReadAsync(cache, 5);
        await cache.PutAsync("contents");

        Assert.HasCount(3, cache.Server.Requests);
        Assert.AreEqual("FWDS5006", cache.Log.Diagnostics.Single().Code);
        Assert.HasCount(2, cache.Log.Messages.Where(message => message.Level == MessageLevel.Low));
    }

    [TestMethod]
    [DataRow(401)]
    [DataRow(403)]
    [DataRow(405)]
    public async Task A_refusal_ends_both_at_once(int status)
    {
        using var cache = new CacheScene(_ => ScriptedHandler.Status(status));

        await ReadAsync(cache, 3);
        await cache.PutAsync("contents");

        Assert.HasCount(1, cache.Server.Requests);
        Assert.Contains($"{status}", cache.Warnings.Single());
    }

    [TestMethod]
    [DataRow(401, 1)]
    [DataRow(403, 1)]
    [DataRow(405, 1)]
    [DataRow(507, 1)]
    [DataRow(500, 3)]
    [DataRow(429, 3)]
    public async Task Of_writing_end_only_writing(int status, int puts)
    {
        using var cache = new CacheScene(request => ScriptedHandler.Status(request.Method == HttpMethod.Put ? status : 404));

        for (var i = 0; i < 5; i++)
        {
            // Lookups that work in between are no reason to upload again and again.
            await ReadAsync(cache, 1);
            await cache.PutAsync("contents");
        }

        Assert.HasCount(5 + puts, cache.Server.Requests);
        Assert.HasCount(1, cache.Log.Diagnostics);
    }

    [TestMethod]
    public async Task Between_successes_are_forgiven()
    {
        var asked = 0;
        using var cache = new CacheScene(_ => ScriptedHandler.Status(++asked % 3 == 0 ? 404 : 503));

        await ReadAsync(cache, 12);

        Assert.HasCount(12, cache.Server.Requests);
        Assert.HasCount(1, cache.Log.Diagnostics);
    }

    [TestMethod]
    public async Task Wrong_contents_end_only_reading_so_that_right_ones_replace_them()
    {
        using var cache = new CacheScene(request => request.Method == HttpMethod.Put ? ScriptedHandler.Status(204) : CacheScene.Ok("poison"));

        for (var i = 0; i < 5; i++)
        {
            await ReadAsync(cache, 1);
            await cache.PutAsync("contents");
        }

        Assert.HasCount(3 + 5, cache.Server.Requests);
        Assert.HasCount(1, cache.Log.Diagnostics);
    }

    [TestMethod]
    public async Task No_connection_ends_both_at_once()
    {
        using var cache = new CacheScene(_ => throw new HttpRequestException(
            HttpRequestError.ConnectionError, null, new SocketException((int)SocketError.ConnectionRefused)));

        await ReadAsync(cache, 3);
        await cache.PutAsync("contents");

        Assert.HasCount(1, cache.Server.Requests);
        Assert.Contains("no connection", cache.Warnings.Single());
    }

    [TestMethod]
    public async Task Answers_that_take_long_are_used_and_count_as_failures()
    {
        CacheScene? cache = null;
        using (cache = new CacheScene(_ =>
        {
            cache!.Time.Advance(TimeSpan.FromSeconds(4));
            return CacheScene.Ok("contents");
        }))
        {
            Assert.IsTrue(await cache.GetAsync("contents"));
            Assert.IsTrue(await cache.GetAsync("contents"));
            Assert.IsTrue(await cache.GetAsync("contents"));
            Assert.IsFalse(await cache.GetAsync("contents"));

            Assert.Contains("it took 4 s to answer", cache.Warnings.Single());
        }
    }

    [TestMethod]
    public async Task Without_a_token_name_the_variable_that_should_hold_it()
    {
        using var cache = new CacheScene(_ => ScriptedHandler.Status(401), tokenVariable: "CACHE_TOKEN");

        await ReadAsync(cache, 1);

        Assert.Contains("CACHE_TOKEN", cache.Warnings.Single());
    }

    private static async Task ReadAsync(CacheScene cache, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.IsFalse(await cache.GetAsync("contents"));
            Assert.IsFalse(File.Exists(cache.Path));
        }
    }
}
