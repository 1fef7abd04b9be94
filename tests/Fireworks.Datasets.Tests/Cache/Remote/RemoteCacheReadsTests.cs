using System.Text;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Cache.Remote;

[TestClass]
public sealed class RemoteCacheReadsTests
{
    private const string Contents = "the right contents";

    [TestMethod]
    public async Task Ask_for_the_digest_below_the_base_with_the_token_and_nothing_else()
    {
        using var cache = new CacheScene(_ => CacheScene.Ok(Contents), token: "s3cret-token");

        Assert.IsTrue(await cache.GetAsync(Contents));

        var request = cache.Server.Requests.Single();
        Assert.AreEqual($"https://cache.example/datasets/cas/{CacheScene.Locked(Contents).Digest}", request.Uri.AbsoluteUri);
        Assert.AreEqual("Bearer s3cret-token", request.Header("Authorization"));
        Assert.AreEqual("Authorization, User-Agent", string.Join(", ", request.Headers.Keys.Order(StringComparer.Ordinal)));
        Assert.AreEqual(Contents, File.ReadAllText(cache.Path));
        Assert.IsEmpty(cache.Log.Diagnostics);
    }

    [TestMethod]
    public async Task Count_as_progress()
    {
        using var cache = new CacheScene(_ => CacheScene.Ok(Contents));
        cache.Progress.FilesExpected(1);

        await cache.GetAsync(Contents);

        var progress = cache.Progress.Read();
        Assert.AreEqual((1, (long)Contents.Length, (long)Contents.Length), (progress.FilesDone, progress.Length, progress.Present));
    }

    [TestMethod]
    public async Task Of_empty_contents_are_reads_like_others()
    {
        using var cache = new CacheScene(_ => CacheScene.Ok(""));

        Assert.IsTrue(await cache.GetAsync(""));

        Assert.IsEmpty(File.ReadAllBytes(cache.Path));
    }

    [TestMethod]
    public async Task Of_what_is_not_there_are_misses_without_a_word_however_many()
    {
        using var cache = new CacheScene(_ => ScriptedHandler.Status(404));

        for (var i = 0; i < 10; i++)
        {
            Assert.IsFalse(await cache.GetAsync($"contents {i}"));
        }

        Assert.HasCount(10, cache.Server.Requests);
        Assert.IsEmpty(cache.Log.Diagnostics);
    }

    [TestMethod]
    [DataRow("the wrong contents")]
    [DataRow("the right")]
    [DataRow("the right contents, and more")]
    public async Task Of_wrong_bytes_are_misses_and_leave_nothing(string wrong)
    {
        foreach (var declared in (bool[])[true, false])
        {
            using var cache = new CacheScene(_ => declared ? CacheScene.Ok(wrong) : CacheScene.Chunked(new MemoryStream(Encoding.UTF8.GetBytes(wrong))));

            Assert.IsFalse(await cache.GetAsync(Contents));

            Assert.IsFalse(File.Exists(cache.Path));
            Assert.AreEqual("FWDS5006", cache.Log.Diagnostics.Single().Code);
            Assert.Contains("cache.example", cache.Warnings.Single());
            Assert.AreEqual((0L, 0L, 0), (cache.Progress.Read().Present, cache.Progress.Read().Length, cache.Progress.Read().FilesDone));
        }
    }

    [TestMethod]
    public async Task That_break_off_are_misses_and_leave_nothing()
    {
        using var cache = new CacheScene(_ => CacheScene.Chunked(new BodyStream("the right", () => throw new IOException("reset"))));

        Assert.IsFalse(await cache.GetAsync(Contents));

        Assert.IsFalse(File.Exists(cache.Path));
        Assert.Contains("lost", cache.Warnings.Single());
    }

    [TestMethod]
    public async Task Without_an_answer_end_after_ten_seconds()
    {
        using var cache = new CacheScene(async (_, cancelled) =>
        {
            await Task.Delay(Timeout.Infinite, cancelled);
            return null!;
        });

        var read = cache.GetAsync(Contents);
        await cache.Time.WaitForTimerAsync();
        cache.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.IsFalse(await read);
        Assert.Contains("nothing arrived for 10 s", cache.Warnings.Single());
    }

    [TestMethod]
    public async Task That_trickle_end_too()
    {
        CacheScene? cache = null;
        // Never silent for ten seconds, and still a day for a hundred megabytes.
        using (cache = new CacheScene(_ => CacheScene.Chunked(new BodyStream(new string('x', 1000), () => cache!.Time.Advance(TimeSpan.FromSeconds(4))))))
        {
            Assert.IsFalse(await cache.GetAsync(new string('x', 1 << 20)));

            Assert.Contains("less than 64 KiB a second", cache.Warnings.Single());
        }
    }

    [TestMethod]
    public async Task Follow_a_redirect_and_leave_the_token_behind()
    {
        using var cache = new CacheScene(request => request.RequestUri!.Host == "cache.example"
            ? ScriptedHandler.Redirect("https://bucket.example/x?sig=1")
            : CacheScene.Ok(Contents), token: "s3cret-token");

        Assert.IsTrue(await cache.GetAsync(Contents));

        Assert.IsNull(cache.Server.Requests[1].Header("Authorization"));
    }

    [TestMethod]
    public async Task Do_not_follow_a_redirect_to_an_address_that_is_not_secure()
    {
        using var cache = new CacheScene(_ => ScriptedHandler.Redirect("http://bucket.example/x?sig=1"));

        Assert.IsFalse(await cache.GetAsync(Contents));

        Assert.HasCount(1, cache.Server.Requests);
        Assert.HasCount(1, cache.Log.Diagnostics);
        Assert.DoesNotContain("sig=1", cache.Warnings.Single());
    }

    [TestMethod]
    public async Task Of_a_build_that_is_cancelled_say_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        using var cache = new CacheScene(_ => CacheScene.Chunked(new BodyStream("the right", () =>
        {
            cancelled.Cancel();
            throw new IOException("aborted");
        })));

        await Assert.ThrowsAsync<OperationCanceledException>(() => cache.GetAsync(Contents, cancelled.Token));

        Assert.IsEmpty(cache.Log.Diagnostics);
    }

    [TestMethod]
    public async Task That_cannot_be_written_down_are_a_problem_of_the_disk_and_not_of_the_cache()
    {
        using var cache = new CacheScene(_ => CacheScene.Ok(Contents));
        Directory.CreateDirectory(cache.Path);

        var failure = await Assert.ThrowsExactlyAsync<DatasetException>(() => cache.GetAsync(Contents));

        Assert.AreEqual("FWDS5004", failure.Diagnostics.Single().Code);
        Assert.IsEmpty(cache.Log.Diagnostics);
    }

    /// <summary>Some bytes again and again, with something that happens before all but the first.</summary>
    private sealed class BodyStream(string part, Action between) : Stream
    {
        private bool _started;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_started)
            {
                between();
            }

            _started = true;
            return Encoding.ASCII.GetBytes(part, buffer.AsSpan(offset, count));
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
