using System.Net.Sockets;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Cache.Remote;

[TestClass]
public sealed class RemoteCacheWritesTests
{
    [TestMethod]
    public async Task Put_the_contents_under_their_digest_with_the_token()
    {
        string? body = null;
        using var cache = new CacheScene(async (request, cancelled) =>
        {
            Assert.AreEqual(HttpMethod.Put, request.Method);
            Assert.AreEqual(8, request.Content!.Headers.ContentLength);
            body = await request.Content.ReadAsStringAsync(cancelled);
            return ScriptedHandler.Status(201);
        }, token: "s3cret-token");

        await cache.PutAsync("contents");

        var request = cache.Server.Requests.Single();
        Assert.AreEqual("contents", body);
        Assert.AreEqual($"https://cache.example/datasets/cas/{CacheScene.Locked("contents").Digest}", request.Uri.AbsoluteUri);
        Assert.AreEqual("Bearer s3cret-token", request.Header("Authorization"));
        Assert.IsNull(request.Header("Expect"));
        Assert.IsEmpty(cache.Log.Diagnostics);
    }

    [TestMethod]
    public async Task Of_large_contents_wait_for_consent()
    {
        using var cache = new CacheScene(_ => ScriptedHandler.Status(204));

        await cache.PutAsync(new string('x', 1 << 20));

        Assert.AreEqual("100-continue", cache.Server.Requests.Single().Header("Expect"));
    }

    [TestMethod]
    public async Task To_a_read_only_cache_are_none()
    {
        using var cache = new CacheScene(_ => ScriptedHandler.Status(201), readOnly: true);

        await cache.PutAsync("contents");

        Assert.IsEmpty(cache.Server.Requests);
    }

    [TestMethod]
    public async Task That_are_too_large_are_no_failure_and_not_offered_again()
    {
        using var cache = new CacheScene(_ => ScriptedHandler.Status(413));

        await cache.PutAsync(new string('x', 100));
        await cache.PutAsync(new string('y', 100));
        await cache.PutAsync(new string('z', 101));
        Assert.HasCount(1, cache.Server.Requests);

        await cache.PutAsync(new string('x', 99));
        Assert.HasCount(2, cache.Server.Requests);
        Assert.IsEmpty(cache.Log.Diagnostics);
        Assert.Contains("413", cache.Log.Lines[0]);
    }

    [TestMethod]
    public async Task That_nobody_takes_end_after_ten_seconds()
    {
        using var cache = new CacheScene(async (_, cancelled) =>
        {
            await Task.Delay(Timeout.Infinite, cancelled);
            return null!;
        });

        var write = cache.PutAsync("contents");
        await cache.Time.WaitForTimerAsync();
        cache.Time.Advance(TimeSpan.FromSeconds(10));
        await write;

        Assert.Contains("writing: nothing arrived for 10 s", cache.Warnings.Single());
    }

    [TestMethod]
    public async Task That_trickle_end_too()
    {
        CacheScene? cache = null;
        using (cache = new CacheScene(async (request, cancelled) =>
        {
            await request.Content!.CopyToAsync(new SlowStream(() => cache!.Time.Advance(TimeSpan.FromSeconds(9))), cancelled);
            return ScriptedHandler.Status(201);
        }))
        {
            await cache.PutAsync(new string('x', 1 << 20));

            Assert.Contains("writing: less than 64 KiB a second", cache.Warnings.Single());
        }
    }

    [TestMethod]
    public async Task Of_a_build_that_is_cancelled_say_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        using var cache = new CacheScene(_ =>
        {
            cancelled.Cancel();
            throw new HttpRequestException("aborted", new SocketException((int)SocketError.OperationAborted));
        });

        await Assert.ThrowsAsync<OperationCanceledException>(() => cache.PutAsync("contents", cancelled.Token));

        Assert.IsEmpty(cache.Log.Diagnostics);
    }

    private sealed class SlowStream(Action before) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            before();
            return base.WriteAsync(buffer[..Math.Min(10, buffer.Length)], cancellationToken);
        }
    }
}
