using System.IO.Compression;
using System.Net.Http.Headers;
using Fireworks.Datasets.Contents;

namespace Fireworks.Datasets.Tests.Transfers;

/// <summary>The lock file has a length, and what storage sends or declares is another one.</summary>
[TestClass]
public class PinnedLengthTests
{
    private const int Pinned = 20;

    [TestMethod]
    [DataRow(DownloadScene.Small)]
    [DataRow(DownloadScene.Large)]
    [DataRow(DownloadScene.Ranged)]
    public async Task A_declared_length_that_differs_is_told_without_a_byte(int length)
    {
        foreach (var (header, etag) in new[] { ("Content-Length", "\"v1\""), ("Content-Length", null), ("x-goog-stored-content-length", null) })
        {
            using var scene = new DownloadScene(length) { Expected = Content(Pinned) };
            scene.Storage.ETag = etag;
            scene.Storage.SaysLength = header == "Content-Length";
            scene.Storage.Headers[header] = $"{length}";

            var diagnostic = await scene.FailAsync("FWDS4001");

            Assert.Contains($"locked {Pinned} bytes", diagnostic.Message);
            Assert.Contains($"the service has {length} bytes.", diagnostic.Message);
            Assert.AreEqual(0, scene.Storage.BytesSent);
            Assert.HasCount(1, scene.Storage.Requests);
            scene.AssertLeft();
        }
    }

    [TestMethod]
    [DataRow(Pinned)]
    [DataRow(DownloadScene.Large - 1)]
    public async Task A_body_without_a_length_is_read_up_to_one_byte_more(int pinned)
    {
        using var scene = new DownloadScene(DownloadScene.Large) { Expected = Content(pinned) };
        scene.Storage.SaysLength = false;

        var diagnostic = await scene.FailAsync("FWDS4001");

        Assert.Contains($"the service has more than {pinned} bytes.", diagnostic.Message);
        Assert.AreEqual(pinned + 1, scene.Storage.BytesSent);
        Assert.HasCount(1, scene.Storage.Requests);
        scene.AssertLeft();
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(DownloadScene.Small)]
    [DataRow(DownloadScene.Large)]
    [DataRow(DownloadScene.Ranged)]
    public async Task The_right_length_arrives_said_or_unsaid(int length)
    {
        foreach (var saysLength in new[] { true, false })
        {
            using var scene = new DownloadScene(length);
            scene.Expected = Content(scene.Storage.Contents);
            scene.Storage.SaysLength = saysLength;
            await scene.SucceedAsync();
        }
    }

    [TestMethod]
    public async Task A_body_that_is_longer_than_declared_is_read_up_to_one_byte_more()
    {
        using var scene = new DownloadScene(DownloadScene.Large);
        scene.Storage.ETag = null;
        scene.Storage.Script = _ => new() { Edits = response => response.Content.Headers.ContentLength = 50_000 };

        await scene.FailAsync("FWDS4005");

        Assert.AreEqual(3 * 50_001, scene.Storage.BytesSent, "in three attempts");
        scene.AssertLeft();
    }

    [TestMethod]
    public async Task A_body_that_is_cut_is_no_other_contents_and_is_gone_on_with()
    {
        using var scene = await DownloadScene.InterruptedAsync(scene => scene.Expected = Content(scene.Storage.Contents));

        var outcome = await scene.SucceedAsync();

        Assert.IsTrue(outcome.Resumed);
        Assert.IsTrue(scene.Storage.Requests[^1].IsForPart);
    }

    [TestMethod]
    public async Task A_partial_file_of_other_contents_proves_nothing()
    {
        using var scene = await DownloadScene.InterruptedAsync();
        (scene.Storage.Contents, scene.Storage.ETag) = (DownloadScene.Bytes(DownloadScene.Small, seed: 2), "\"v2\"");
        scene.Expected = Content(scene.Storage.Contents);

        await scene.SucceedAsync();

        Assert.HasCount(2, scene.Storage.Requests);
        Assert.IsFalse(scene.Storage.Requests[^1].IsForPart, "It went on with other contents.");
    }

    [TestMethod]
    public async Task A_partial_file_of_other_contents_is_not_completed()
    {
        using var scene = await DownloadScene.InterruptedAsync();
        var before = scene.Storage.BytesSent;
        scene.Expected = Content(Pinned);

        await scene.FailAsync("FWDS4001");

        Assert.AreEqual(before, scene.Storage.BytesSent);
        scene.AssertLeft();
    }

    [TestMethod]
    public async Task A_part_of_contents_of_another_length_is_looked_at_as_a_whole()
    {
        using var scene = new DownloadScene(DownloadScene.Large);
        scene.Expected = Content(scene.Storage.Contents);
        scene.Storage.Script = asked =>
        {
            if (asked.Number == 1)
            {
                return Fault.Cut(DownloadScene.HadArrived);
            }

            scene.Storage.Contents = DownloadScene.Bytes(DownloadScene.Ranged);
            return asked.IsForPart ? new() { Edits = response => response.Content.Headers.ContentRange = new ContentRangeHeaderValue(asked.Start!.Value, asked.End!.Value - 1, DownloadScene.Ranged) } : null;
        };

        var diagnostic = await scene.FailAsync("FWDS4001");

        Assert.Contains($"the service has {DownloadScene.Ranged} bytes.", diagnostic.Message);
        scene.AssertLeft();
    }

    [TestMethod]
    [DataRow(DownloadScene.Small)]
    [DataRow(DownloadScene.Large)]
    [DataRow(DownloadScene.Ranged)]
    public async Task Gzip_of_what_cannot_be_compressed_may_be_longer(int length)
    {
        foreach (var level in new[] { CompressionLevel.NoCompression, CompressionLevel.Fastest })
        {
            var contents = DownloadScene.Bytes(length);
            using var scene = Encoded(Gzip(contents, level));
            scene.Expected = Content(contents);
            Assert.IsGreaterThan(length, scene.Storage.Contents.Length);
            await scene.SucceedAsync(contents);
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Gzip_is_decoded_no_further_than_pinned(bool saysLength)
    {
        using var scene = Encoded(Gzip(new byte[10_000_000], CompressionLevel.Optimal));
        scene.Storage.SaysLength = saysLength;
        scene.Expected = Content(Pinned);
        Assert.IsLessThan(64 * 1024, scene.Storage.Contents.Length);

        var diagnostic = await scene.FailAsync("FWDS4001");

        Assert.Contains($"the service has more than {Pinned} bytes.", diagnostic.Message);
        Assert.HasCount(1, scene.Storage.Requests);
        scene.AssertLeft();
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Gzip_that_is_too_long_for_what_is_pinned_is_not_read_to_its_end(bool saysLength)
    {
        using var scene = Encoded(DownloadScene.Bytes(DownloadScene.Ranged));
        scene.Storage.SaysLength = saysLength;
        scene.Expected = Content(Pinned);

        await scene.FailAsync("FWDS4001");

        Assert.IsLessThan(70_000, scene.Storage.BytesSent);
        scene.AssertLeft();
    }

    /// <summary>Its earlier part may be damaged, so only a whole download tells that these are other contents.</summary>
    [TestMethod]
    public async Task Gzip_with_bytes_of_an_earlier_run_is_fetched_anew_before_it_is_told()
    {
        using var scene = await DownloadScene.InterruptedAsync(scene =>
        {
            scene.Storage.Contents = Gzip(DownloadScene.Bytes(DownloadScene.Large), CompressionLevel.NoCompression);
            scene.Storage.Headers["Content-Encoding"] = "gzip";
        });
        scene.Expected = Content(DownloadScene.Large - 1_000);

        await scene.FailAsync("FWDS4001");

        CollectionAssert.AreEqual((bool[])[false, true, false], scene.Storage.Requests.Select(asked => asked.IsForPart).ToArray());
        scene.AssertLeft();
    }

    private static Content Content(byte[] bytes) => new(bytes.Length, Sha256Digest.Of(bytes));

    private static Content Content(int length) => new(length, Sha256Digest.Of("others"u8));

    private static DownloadScene Encoded(byte[] encoded)
    {
        var scene = new DownloadScene(0);
        scene.Storage.Contents = encoded;
        scene.Storage.Headers["Content-Encoding"] = "gzip";
        return scene;
    }

    private static byte[] Gzip(byte[] contents, CompressionLevel level)
    {
        var encoded = new MemoryStream();
        using (var gzip = new GZipStream(encoded, level))
        {
            gzip.Write(contents);
        }

        return encoded.ToArray();
    }
}
