namespace Fireworks.Datasets.Tests.Transfers.Ranges;

[TestClass]
public class RangedTransferTests
{
    [TestMethod]
    public async Task Several_connections_bring_a_large_file_and_no_byte_twice()
    {
        using var scene = new DownloadScene(DownloadScene.Ranged);
        await scene.SucceedAsync();

        Assert.IsGreaterThan(2, scene.Storage.Requests.Count);
        Assert.IsFalse(scene.Storage.Requests[0].IsForPart);
        Assert.IsTrue(scene.Storage.Requests.Skip(1).All(asked => asked.IsForPart && asked.IfRange == "\"v1\""));
        Assert.AreEqual(DownloadScene.Ranged, scene.Storage.BytesSent);
    }

    [TestMethod]
    [DataRow("short")]
    [DataRow("no ranges")]
    [DataRow("weak validator")]
    [DataRow("no length")]
    [DataRow("one connection")]
    public async Task One_connection_brings_what_cannot_be_split(string why)
    {
        using var scene = new DownloadScene(why == "short" ? DownloadScene.Large : DownloadScene.Ranged)
        {
            Options = new(why == "one connection" ? 1 : 4, TimeSpan.FromSeconds(60)) { InMemoryLimit = 4_096, RangeThreshold = 256 * 1024, ShortestRange = 32 * 1024 },
        };
        scene.Storage.AcceptsRanges = why != "no ranges";
        scene.Storage.SaysLength = why != "no length";
        scene.Storage.ETag = why == "weak validator" ? "W/\"v1\"" : "\"v1\"";
        await scene.SucceedAsync();
        Assert.HasCount(1, scene.Storage.Requests);
    }

    [TestMethod]
    public async Task Goes_on_range_by_range_in_another_run()
    {
        using var scene = new DownloadScene(DownloadScene.Ranged) { MaxRetries = 0 };
        scene.Storage.Script = asked => asked.Number < 4 ? Fault.Reset(20_000) : Fault.Status(404);
        await scene.FailAsync("FWDS3001");
        scene.AssertLeft("partial", "partial.json");
        var before = scene.Storage.BytesSent;
        Assert.IsGreaterThan(20_000, before);

        scene.Storage.Script = _ => null;
        Assert.IsTrue((await scene.SucceedAsync()).Resumed);
        Assert.AreEqual(DownloadScene.Ranged, scene.Storage.BytesSent);
    }

    [TestMethod]
    public async Task A_copy_that_cannot_be_written_ends_the_transfer_and_keeps_what_arrived()
    {
        using var scene = new DownloadScene(DownloadScene.Ranged);
        Directory.CreateDirectory(scene.CopyPath);
        // The transfer waits for ever: it is the copy that ends it.
        scene.Storage.Script = _ => Fault.Stall(20_000);
        scene.Storage.OnStall = () => { };
        await scene.FailAsync("FWDS5004");
        Directory.Delete(scene.CopyPath);
        scene.Storage.Script = _ => null;
        await scene.SucceedAsync();
    }

    [TestMethod]
    public async Task A_server_that_refuses_more_connections_is_left_with_one()
    {
        using var scene = new DownloadScene(DownloadScene.Ranged);
        scene.Storage.Script = asked => asked.IsForPart ? Fault.Status(429) : null;
        await scene.SucceedAsync();
        Assert.AreEqual(0, scene.Progress.Read().Retries);
        Assert.IsLessThan(6, scene.Storage.Requests.Count);
    }

    [TestMethod]
    public async Task The_connection_that_is_there_takes_what_others_only_asked_for()
    {
        using var scene = new DownloadScene(DownloadScene.Ranged);
        var isFirstAtItsEnd = new TaskCompletionSource();
        var others = scene.Options.MaxConnections - 1;
        scene.Storage.OnSent = () =>
        {
            if (scene.Storage.BytesSent == DownloadScene.Ranged)
            {
                isFirstAtItsEnd.TrySetResult();
            }
        };
        scene.Storage.Script = asked =>
        {
            if (asked.Number > 1 + others)
            {
                // The first has let go of its answer, and asks as they do.
                isFirstAtItsEnd.TrySetResult();
            }

            return asked.IsForPart ? Fault.Status(429) with { AnswersAfter = isFirstAtItsEnd.Task } : null;
        };
        await scene.SucceedAsync();
        Assert.IsLessThanOrEqualTo(1 + others, scene.Storage.Requests.Count);
        Assert.AreEqual(0, scene.Progress.Read().Retries);
    }

    [TestMethod]
    public async Task A_server_that_sends_other_contents_to_other_connections_is_left_with_one()
    {
        using var scene = new DownloadScene(DownloadScene.Ranged);
        scene.Storage.Script = asked => !asked.IsForPart ? null : new()
        {
            Changes = bytes => bytes[0] ^= 1,
            Edits = response =>
            {
                response.Headers.Remove("ETag");
                response.Headers.TryAddWithoutValidation("ETag", "\"v2\"");
            },
        };
        await scene.SucceedAsync();
        Assert.AreEqual(0, scene.Progress.Read().Retries);
    }

    [TestMethod]
    public async Task A_file_replaced_in_the_middle_is_never_spliced()
    {
        using var scene = new DownloadScene(DownloadScene.Ranged);
        var old = scene.Storage.Contents;
        scene.Storage.Script = asked =>
        {
            if (asked.Number == 4)
            {
                scene.Storage.Contents = DownloadScene.Bytes(DownloadScene.Ranged, seed: 2);
                scene.Storage.ETag = "\"v2\"";
            }

            return new() { IgnoresIfRange = true, After = asked.Number == 1 ? 100_000 : null, BodyThrows = Fault.Reset(0).BodyThrows };
        };
        await scene.SucceedAsync(DownloadScene.Bytes(DownloadScene.Ranged, seed: 2));
        Assert.IsFalse(old.AsSpan().SequenceEqual(scene.Storage.Contents));
    }

    [TestMethod]
    public async Task Ends_right_with_a_fifth_of_all_requests_failing()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            using var scene = new DownloadScene(DownloadScene.Ranged) { MaxRetries = 8 };
            scene.Storage.Script = _ =>
            {
                lock (random)
                {
                    return random.Next(20) switch
                    {
                        0 => Fault.Status(503),
                        1 => Fault.Cut(random.Next(30_000)),
                        2 => Fault.Reset(random.Next(30_000)),
                        3 => new Fault { Throws = () => new HttpRequestException(HttpRequestError.ConnectionError) },
                        _ => null,
                    };
                }
            };
            await scene.SucceedAsync();
            Assert.AreEqual(DownloadScene.Ranged, scene.Storage.BytesSent);
        }
    }
}
