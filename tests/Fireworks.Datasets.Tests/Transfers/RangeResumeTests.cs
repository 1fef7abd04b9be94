using System.Net.Http.Headers;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers.Partials;

namespace Fireworks.Datasets.Tests.Transfers;

[TestClass]
public class RangeResumeTests
{
    private const int HadArrived = 40_960;

    [TestMethod]
    public async Task Goes_on_in_another_run_where_the_first_ended()
    {
        using var scene = await InterruptedAsync();
        var outcome = await scene.SucceedAsync();

        Assert.IsTrue(outcome.Resumed);
        var asked = scene.Storage.Requests[^1];
        Assert.AreEqual((HadArrived, DownloadScene.Large), (asked.Start, asked.End));
        Assert.AreEqual("\"v1\"", asked.IfRange);
        Assert.AreEqual(DownloadScene.Large, scene.Storage.BytesSent);
    }

    [TestMethod]
    public async Task Starts_again_with_the_answer_at_hand_when_the_object_changed()
    {
        using var scene = await InterruptedAsync();
        Change(scene, DownloadScene.Large);
        var outcome = await scene.SucceedAsync();

        Assert.IsFalse(outcome.Resumed);
        Assert.AreEqual("\"v2\"", outcome.Validator?.ToString());
        Assert.HasCount(2, scene.Storage.Requests);
    }

    [TestMethod]
    public async Task Takes_no_part_of_a_changed_object_although_storage_sends_it()
    {
        foreach (var length in new[] { DownloadScene.Large, DownloadScene.Large + 1 })
        {
            using var scene = await InterruptedAsync();
            Change(scene, length);
            scene.Storage.Script = _ => new() { IgnoresIfRange = true };
            await scene.SucceedAsync();

            Assert.HasCount(3, scene.Storage.Requests);
            Assert.IsFalse(scene.Storage.Requests[^1].IsForPart);
        }
    }

    [TestMethod]
    [DataRow("other start")]
    [DataRow("other total")]
    [DataRow("unknown total")]
    [DataRow("more than asked")]
    [DataRow("no range")]
    [DataRow("no validator")]
    [DataRow("weak validator")]
    [DataRow("encoded")]
    public async Task Takes_no_part_whose_headers_do_not_fit(string lie)
    {
        using var scene = await InterruptedAsync();
        scene.Storage.Script = asked => !asked.IsForPart ? null : new()
        {
            Edits = response =>
            {
                var (headers, length) = (response.Content.Headers, DownloadScene.Large);
                headers.ContentRange = lie switch
                {
                    "other start" => new(HadArrived - 1, length - 2, length),
                    "other total" => new(HadArrived, length - 1, length + 1),
                    "unknown total" => new(HadArrived, length - 1),
                    "more than asked" => new(HadArrived, length, length + 1),
                    "no range" => null,
                    _ => headers.ContentRange,
                };
                if (lie.EndsWith("validator", StringComparison.Ordinal))
                {
                    response.Headers.Remove("ETag");
                    response.Headers.TryAddWithoutValidation("ETag", lie == "weak validator" ? "W/\"v1\"" : null);
                }

                if (lie == "encoded")
                {
                    headers.ContentEncoding.Add("gzip");
                }
            },
        };
        await scene.SucceedAsync();
        Assert.HasCount(3, scene.Storage.Requests);
    }

    [TestMethod]
    [DataRow(412)]
    [DataRow(416)]
    public async Task Starts_again_when_storage_says_that_the_part_is_stale(int status)
    {
        using var scene = await InterruptedAsync();
        scene.Storage.Script = asked => asked.IsForPart ? Fault.Status(status) : null;
        await scene.SucceedAsync();
        Assert.HasCount(3, scene.Storage.Requests);
    }

    [TestMethod]
    public async Task Takes_less_than_asked_and_asks_for_the_rest()
    {
        using var scene = await InterruptedAsync();
        scene.Storage.Script = asked => !asked.IsForPart || asked.Number > 2 ? null : new()
        {
            Edits = response =>
            {
                response.Content.Headers.ContentRange = new ContentRangeHeaderValue(HadArrived, HadArrived + 99, DownloadScene.Large);
                response.Content.Headers.ContentLength = 100;
            },
        };
        await scene.SucceedAsync();
        Assert.AreEqual(HadArrived + 100, scene.Storage.Requests[^1].Start);
    }

    [TestMethod]
    public async Task Asks_only_whether_all_is_still_right_where_all_had_arrived()
    {
        foreach (var answersWhole in new[] { false, true })
        {
            using var scene = await CompleteButUnverifiedAsync();
            // Some servers know no conditions: their answer is not read.
            scene.Storage.Script = _ => answersWhole ? new() { Answers = () => Whole(scene) } : null;
            Assert.IsTrue((await scene.SucceedAsync()).Resumed);
            Assert.AreEqual("\"v1\"", scene.Storage.Requests[^1].IfNoneMatch);
            Assert.HasCount(2, scene.Storage.Requests);
            Assert.AreEqual(DownloadScene.Large, scene.Storage.BytesSent);
        }
    }

    [TestMethod]
    public async Task Takes_the_new_contents_where_all_of_the_old_had_arrived()
    {
        using var scene = await CompleteButUnverifiedAsync();
        Change(scene, DownloadScene.Large);
        Assert.IsFalse((await scene.SucceedAsync()).Resumed);
        Assert.HasCount(2, scene.Storage.Requests);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    [DataRow("{ \"version\": 1")]
    [DataRow("{\"version\":3,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[0,40960]],\"boot\":\"BOOT\"}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"W/\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[0,40960]],\"boot\":\"BOOT\"}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[0,200000]],\"boot\":\"BOOT\"}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[5,5]],\"boot\":\"BOOT\"}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[0,40960]],\"boot\":\"another\"}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false}")]
    [DataRow("{\"version\":1,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[0,40960]],\"boot\":\"BOOT\"}")]
    public async Task Ignores_a_sidecar_that_makes_no_sense(string sidecar)
    {
        using var scene = await InterruptedAsync();
        File.WriteAllText(scene.SidecarPath, sidecar.Replace("BOOT", BootSession.Current(TimeProvider.System), StringComparison.Ordinal));
        Assert.IsFalse((await scene.SucceedAsync()).Resumed);
        Assert.IsFalse(scene.Storage.Requests[^1].IsForPart);
    }

    [TestMethod]
    public async Task Ignores_a_sidecar_whose_file_is_shorter_than_it_says_or_gone()
    {
        using var shorter = await InterruptedAsync();
        using (var file = File.OpenWrite(shorter.PartialPath))
        {
            file.SetLength(HadArrived - 1);
        }

        Assert.IsFalse((await shorter.SucceedAsync()).Resumed);

        using var gone = await InterruptedAsync();
        File.Delete(gone.PartialPath);
        Assert.IsFalse((await gone.SucceedAsync()).Resumed);
    }

    [TestMethod]
    public async Task After_a_restart_of_the_machine_goes_on_only_where_a_checksum_will_tell()
    {
        using var scene = await InterruptedAsync(scene => scene.Storage.Headers["Repr-Digest"] =
            $"sha-256=:{Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(scene.Storage.Contents))}:");
        File.WriteAllText(scene.SidecarPath, File.ReadAllText(scene.SidecarPath).Replace(BootSession.Current(TimeProvider.System), "another", StringComparison.Ordinal));
        Assert.IsTrue((await scene.SucceedAsync()).Resumed);
    }

    [TestMethod]
    public async Task Bytes_damaged_on_the_disk_meanwhile_are_noticed_and_fetched_again()
    {
        using var scene = await InterruptedAsync(scene => scene.Storage.Headers["Repr-Digest"] =
            $"sha-256=:{Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(scene.Storage.Contents))}:");
        using (var file = File.OpenWrite(scene.PartialPath))
        {
            file.WriteByte((byte)(scene.Storage.Contents[0] ^ 1));
        }

        await scene.SucceedAsync();
        Assert.HasCount(3, scene.Storage.Requests);
    }

    [TestMethod]
    public async Task Neither_url_nor_secret_is_in_the_sidecar_and_nobody_else_may_read_it()
    {
        using var scene = await InterruptedAsync();
        Assert.DoesNotContain("storage.test", File.ReadAllText(scene.SidecarPath));
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scene.SidecarPath));
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scene.PartialPath));
        }
    }

    [TestMethod]
    public async Task A_killed_run_left_a_sidecar_that_claims_no_more_than_was_written()
    {
        using var scene = new DownloadScene(DownloadScene.Ranged);
        var claims = new List<long>();
        scene.Storage.Script = asked => new()
        {
            Edits = _ =>
            {
                // What a kill at this instant would leave.
                if (Sidecar.Read(scene.PartialPath, BootSession.Current(TimeProvider.System)) is var (_, arrived))
                {
                    var written = File.ReadAllBytes(scene.PartialPath);
                    foreach (var range in arrived.Ranges)
                    {
                        Assert.IsTrue(written.AsSpan((int)range.Start, (int)range.Length).SequenceEqual(
                            scene.Storage.Contents.AsSpan((int)range.Start, (int)range.Length)));
                    }

                    lock (claims)
                    {
                        claims.Add(arrived.Total);
                    }
                }
            },
        };
        await scene.SucceedAsync();
        Assert.IsGreaterThan(2, claims.Count);
        Assert.IsGreaterThan(DownloadScene.Ranged / 3, claims.Max());
    }

    private static async Task<DownloadScene> InterruptedAsync(Action<DownloadScene>? prepare = null)
    {
        var scene = new DownloadScene(DownloadScene.Large) { MaxRetries = 0 };
        prepare?.Invoke(scene);
        scene.Storage.Script = _ => Fault.Cut(HadArrived);
        await scene.FailAsync("FWDS4005");
        scene.AssertLeft("partial", "partial.json");
        scene.Storage.Script = _ => null;
        return scene;
    }

    private static async Task<DownloadScene> CompleteButUnverifiedAsync()
    {
        var scene = new DownloadScene(DownloadScene.Large);
        Directory.CreateDirectory(scene.CopyPath);
        var exception = await Assert.ThrowsExactlyAsync<Fireworks.Datasets.Diagnostics.DatasetException>(() => scene.DownloadAsync());
        Assert.AreEqual("FWDS5004", exception.Diagnostic.Code);
        Directory.Delete(scene.CopyPath);
        scene.AssertLeft("partial", "partial.json");
        return scene;
    }

    private static void Change(DownloadScene scene, int length)
    {
        scene.Storage.Contents = DownloadScene.Bytes(length, seed: 2);
        scene.Storage.ETag = "\"v2\"";
    }

    private static HttpResponseMessage Whole(DownloadScene scene)
    {
        var response = new HttpResponseMessage { Content = new ByteArrayContent(scene.Storage.Contents) };
        response.Headers.TryAddWithoutValidation("ETag", scene.Storage.ETag);
        return response;
    }
}
