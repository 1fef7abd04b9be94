using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers;

namespace Fireworks.Datasets.Tests.Transfers;

[TestClass]
public class VerificationTests
{
    [TestMethod]
    [DataRow("x-goog-hash", "crc32c=AAAAAA==", "crc32c")]
    [DataRow("x-goog-hash", "md5=AAAAAAAAAAAAAAAAAAAAAA==", "md5")]
    [DataRow("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==", "md5")]
    [DataRow("Repr-Digest", "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:", "sha-256")]
    public async Task A_declared_checksum_must_be_that_of_the_bytes(string header, string value, string algorithm)
    {
        foreach (var length in new[] { DownloadScene.Small, DownloadScene.Large, DownloadScene.Ranged })
        {
            using var scene = new DownloadScene(length);
            scene.Storage.Headers[header] = value;
            var diagnostic = await scene.FailAsync("FWDS4004");
            Assert.Contains($"{algorithm} checksum that storage declares, in 3 attempts", diagnostic.Message);
            scene.AssertLeft();
        }
    }

    /// <summary>.NET notices as a rule; a handler in between may not.</summary>
    [TestMethod]
    [DataRow(DownloadScene.Small)]
    [DataRow(DownloadScene.Large)]
    [Timeout(30_000, CooperativeCancellation = false)]
    public async Task A_body_that_ends_before_the_declared_length_is_not_taken(int length)
    {
        using var scene = new DownloadScene(length);
        scene.Storage.ETag = null;
        scene.Storage.Script = _ => new() { Edits = response => response.Content.Headers.ContentLength = length + 1 };
        await scene.FailAsync("FWDS4005");
        scene.AssertLeft();
    }

    [TestMethod]
    public async Task A_length_that_only_the_storage_itself_declares_must_be_right()
    {
        foreach (var length in new[] { DownloadScene.Small, DownloadScene.Large })
        {
            using var scene = new DownloadScene(length);
            scene.Storage.SaysLength = false;
            scene.Storage.Headers["x-goog-stored-content-length"] = $"{length + 1}";
            var diagnostic = await scene.FailAsync("FWDS4005");
            Assert.Contains($"has {length} bytes where storage declares {length + 1}", diagnostic.Message);
            Assert.HasCount(3, scene.Storage.Requests);
        }
    }

    [TestMethod]
    [DataRow("-5")]
    [DataRow("9999999999999999999999")]
    [DataRow("x")]
    public async Task A_length_that_none_can_be_declares_nothing(string declared)
    {
        using var scene = new DownloadScene(DownloadScene.Small);
        scene.Storage.SaysLength = false;
        scene.Storage.Headers["x-goog-stored-content-length"] = declared;

        await scene.SucceedAsync();
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(4_095)]
    [DataRow(4_096)]
    [DataRow(4_097)]
    [DataRow(DownloadScene.Large)]
    public async Task Any_length_arrives_whole_said_or_unsaid(int length)
    {
        foreach (var saysLength in new[] { true, false })
        {
            using var scene = new DownloadScene(length);
            scene.Storage.SaysLength = saysLength;
            var outcome = await scene.SucceedAsync();
            Assert.HasCount(1, scene.Storage.Requests);
            Assert.IsFalse(outcome.Resumed);
            Assert.AreEqual("\"v1\"", outcome.Validator?.ToString());
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false, DisplayName = "by storage that does not know conditions")]
    public async Task What_is_known_and_unchanged_is_not_sent_again(bool knowsConditions)
    {
        using var scene = new DownloadScene(DownloadScene.Large) { Known = Validator.Parse("\"v1\"") };
        scene.Storage.KnowsConditions = knowsConditions;
        Assert.IsInstanceOfType<DownloadOutcome.NotModified>(await scene.DownloadAsync());
        Assert.AreEqual(0, scene.Storage.BytesSent);
        scene.AssertLeft();

        scene.Storage.ETag = "\"v2\"";
        await scene.SucceedAsync();
    }

    [TestMethod]
    [DataRow("\"a\"", true)]
    [DataRow("\"\"", true)]
    [DataRow("W/\"a\"", false)]
    [DataRow("a", false)]
    [DataRow("\"", false)]
    [DataRow("\"a\"b\"", false)]
    [DataRow("\"a b\"", false)]
    [DataRow("\"\r\nX: y\"", false)]
    [DataRow("\"ä\"", false)]
    [DataRow(null, false)]
    public void Only_a_strong_tag_is_a_validator(string? text, bool valid) => Assert.AreEqual(valid ? text : null, Validator.Parse(text)?.ToString());
}
