using System.Net.Http.Headers;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Tests.Transfers;

[TestClass]
public class RangeResumeTests
{
    [TestMethod]
    public async Task Goes_on_in_another_run_where_the_first_ended()
    {
        using var scene = await DownloadScene.InterruptedAsync();
        var outcome = await scene.SucceedAsync();

        Assert.IsTrue(outcome.Resumed);
        var asked = scene.Storage.Requests[^1];
        Assert.AreEqual((DownloadScene.HadArrived, DownloadScene.Large), (asked.Start, asked.End));
        Assert.AreEqual("\"v1\"", asked.IfRange);
        Assert.AreEqual(DownloadScene.Large, scene.Storage.BytesSent);
    }

    [TestMethod]
    public async Task Starts_again_with_the_answer_at_hand_when_the_object_changed()
    {
        using var scene = await DownloadScene.InterruptedAsync();
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
            using var scene = await DownloadScene.InterruptedAsync();
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
        using var scene = await DownloadScene.InterruptedAsync();
        scene.Storage.Script = asked => !asked.IsForPart ? null : new()
        {
            Edits = response =>
            {
                var (headers, length) = (response.Content.Headers, DownloadScene.Large);
                headers.ContentRange = lie switch
                {
                    "other start" => new(DownloadScene.HadArrived - 1, length - 2, length),
                    "other total" => new(DownloadScene.HadArrived, length - 1, length + 1),
                    "unknown total" => new(DownloadScene.HadArrived, length - 1),
                    "more than asked" => new(DownloadScene.HadArrived, length, length + 1),
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
        using var scene = await DownloadScene.InterruptedAsync();
        scene.Storage.Script = asked => asked.IsForPart ? Fault.Status(status) : null;
        await scene.SucceedAsync();
        Assert.HasCount(3, scene.Storage.Requests);
    }

    [TestMethod]
    public async Task Takes_less_than_asked_and_asks_for_the_rest()
    {
        using var scene = await DownloadScene.InterruptedAsync();
        scene.Storage.Script = asked => !asked.IsForPart || asked.Number > 2 ? null : new()
        {
            Edits = response =>
            {
                response.Content.Headers.ContentRange = new ContentRangeHeaderValue(DownloadScene.HadArrived, DownloadScene.HadArrived + 99, DownloadScene.Large);
                response.Content.Headers.ContentLength = 100;
            },
        };
        await scene.SucceedAsync();
        Assert.AreEqual(DownloadScene.HadArrived + 100, scene.Storage.Requests[^1].Start);
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
