using System.Net.Sockets;
using System.Security.Authentication;
using Fireworks.Datasets.Contents;

namespace Fireworks.Datasets.Tests.Transfers;

/// <summary>Each fault that storage and the network can show, with a file of each kind.</summary>
[TestClass]
public class FaultMatrixTests
{
    private const string ExpiredXml = "<?xml version='1.0'?><Error><Code>ExpiredToken</Code><Message>sig=0</Message></Error>";

    private static readonly Dictionary<string, Func<int, Fault>> s_faults = new()
    {
        ["408"] = _ => Fault.Status(408),
        ["425"] = _ => Fault.Status(425),
        ["429"] = _ => Fault.Status(429),
        ["500"] = _ => Fault.Status(500),
        ["502"] = _ => Fault.Status(502, "<html>Bad gateway</html>"),
        ["503"] = _ => Fault.Status(503),
        ["504"] = _ => Fault.Status(504),
        ["404"] = _ => Fault.Status(404),
        ["405"] = _ => Fault.Status(405),
        ["501"] = _ => Fault.Status(501),
        ["400"] = _ => Fault.Status(400, "<Error><Code>InvalidArgument</Code></Error>"),
        ["expired: 400 of Google"] = _ => Fault.Status(400, ExpiredXml),
        ["expired: 403 of Amazon"] = _ => Fault.Status(403, "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"),
        ["expired: 403 of Azure"] = _ => Fault.Status(403, "<Error><Code>AuthenticationFailed</Code></Error>"),
        ["expired: 410 of nginx"] = _ => Fault.Status(410, "<html>Gone</html>"),
        ["name not found"] = _ => Throws(() => new HttpRequestException(HttpRequestError.NameResolutionError)),
        ["refused"] = _ => Throws(() => new HttpRequestException(HttpRequestError.ConnectionError, null, new SocketException((int)SocketError.ConnectionRefused))),
        ["connect time-out"] = _ => Throws(() => new TaskCanceledException("", new TimeoutException())),
        ["handshake lost"] = _ => Throws(() => new HttpRequestException(HttpRequestError.SecureConnectionError, null, new IOException())),
        ["certificate"] = _ => Throws(() => new HttpRequestException(HttpRequestError.SecureConnectionError, null, new AuthenticationException("untrusted"))),
        ["closed before the answer"] = _ => Throws(() => new HttpRequestException(HttpRequestError.ResponseEnded)),
        ["reset before the answer"] = _ => Throws(() => new HttpRequestException("", new IOException("", new SocketException((int)SocketError.ConnectionReset)))),
        ["stall before the answer"] = _ => new() { StallsBeforeAnswer = true },
        ["cut at once"] = _ => Fault.Cut(0),
        ["cut"] = length => Fault.Cut(length / 3),
        ["cut at the last byte"] = length => Fault.Cut(length - 1),
        ["reset"] = length => Fault.Reset(length / 3),
        ["stall"] = length => Fault.Stall(length / 3),
        ["damaged byte"] = _ => new() { Changes = bytes => bytes[^1] ^= 1 },
        ["redirect to http"] = _ => new() { Answers = () => Redirect("http://storage.test/plain") },
    };

    [TestMethod]
    [DataRow("408", 2)]
    [DataRow("425", 2)]
    [DataRow("429", 2)]
    [DataRow("500", 2)]
    [DataRow("502", 2)]
    [DataRow("503", 2)]
    [DataRow("504", 2)]
    [DataRow("expired: 400 of Google", 2)]
    [DataRow("expired: 403 of Amazon", 2)]
    [DataRow("expired: 403 of Azure", 2)]
    [DataRow("expired: 410 of nginx", 2)]
    [DataRow("name not found", 2)]
    [DataRow("refused", 2)]
    [DataRow("connect time-out", 2)]
    [DataRow("handshake lost", 2)]
    [DataRow("closed before the answer", 2)]
    [DataRow("reset before the answer", 2)]
    [DataRow("stall before the answer", 2)]
    [DataRow("cut at once", 2)]
    [DataRow("cut", 2)]
    [DataRow("cut at the last byte", 2)]
    [DataRow("reset", 2)]
    [DataRow("stall", 2)]
    [DataRow("damaged byte", 2)]
    public async Task Once_it_ends_in_right_bytes(string fault, int requests)
    {
        foreach (var length in new[] { DownloadScene.Small, DownloadScene.Large })
        {
            using var scene = Scene(length);
            scene.Storage.Script = asked => asked.Number == 1 ? s_faults[fault](length) : null;

            await scene.SucceedAsync();

            Assert.HasCount(requests, scene.Storage.Requests);
            Assert.AreEqual(fault.StartsWith("expired", StringComparison.Ordinal) ? 1 : 0, scene.Renewals);
            var hadPart = length == DownloadScene.Large && (fault is "cut" or "reset" or "stall" or "cut at the last byte");
            Assert.AreEqual(hadPart, scene.Storage.Requests[^1].IsForPart);
        }
    }

    [TestMethod]
    [DataRow("408")]
    [DataRow("503")]
    [DataRow("expired: 400 of Google")]
    [DataRow("expired: 410 of nginx")]
    [DataRow("name not found")]
    [DataRow("refused")]
    [DataRow("connect time-out")]
    [DataRow("closed before the answer")]
    [DataRow("reset before the answer")]
    [DataRow("stall before the answer")]
    [DataRow("cut at once")]
    [DataRow("cut")]
    [DataRow("reset")]
    [DataRow("stall")]
    [DataRow("404")]
    public async Task Once_in_any_request_of_a_ranged_file_it_ends_in_right_bytes(string fault)
    {
        // A request for a part that fails for good is no failure of the file as long as another connection gets the part.
        var requests = fault == "404" ? new[] { 3, 5 } : [1, 2, 3, 5];
        foreach (var number in requests)
        {
            using var scene = Scene(DownloadScene.Ranged);
            scene.Storage.Script = asked => asked.Number == number ? s_faults[fault](32 * 1024) : null;

            await scene.SucceedAsync();

            Assert.IsTrue(scene.Storage.Requests.Count(asked => asked.IsForPart) > 1);
            Assert.IsLessThan(DownloadScene.Ranged + (200 * 1024), scene.Storage.BytesSent);
            Assert.IsLessThanOrEqualTo(1, scene.Renewals);
        }
    }

    [TestMethod]
    [DataRow("408", "FWDS3001", 4)]
    [DataRow("503", "FWDS3001", 4)]
    [DataRow("404", "FWDS3001", 1)]
    [DataRow("405", "FWDS3001", 1)]
    [DataRow("501", "FWDS3001", 1)]
    [DataRow("400", "FWDS3001", 1)]
    [DataRow("expired: 400 of Google", "FWDS3003", 2)]
    [DataRow("expired: 403 of Amazon", "FWDS3003", 2)]
    [DataRow("expired: 403 of Azure", "FWDS3003", 2)]
    [DataRow("expired: 410 of nginx", "FWDS3003", 2)]
    [DataRow("name not found", "FWDS3005", 4)]
    [DataRow("refused", "FWDS3005", 4)]
    [DataRow("connect time-out", "FWDS3005", 4)]
    [DataRow("handshake lost", "FWDS3005", 4)]
    [DataRow("certificate", "FWDS3005", 1)]
    [DataRow("closed before the answer", "FWDS3001", 4)]
    [DataRow("reset before the answer", "FWDS3001", 4)]
    [DataRow("stall before the answer", "FWDS3002", 4)]
    [DataRow("cut at once", "FWDS4005", 4)]
    [DataRow("redirect to http", "FWDS3004", 1)]
    [DataRow("damaged byte", "FWDS4004", 3)]
    public async Task Always_it_ends_in_its_code(string fault, string code, int requests)
    {
        foreach (var length in new[] { DownloadScene.Small, DownloadScene.Large })
        {
            using var scene = Scene(length);
            scene.Storage.Script = _ => s_faults[fault](length);

            await scene.FailAsync(code);

            Assert.HasCount(requests, scene.Storage.Requests);
            scene.AssertLeft();
        }
    }

    [TestMethod]
    [DataRow("503", "FWDS3001")]
    [DataRow("404", "FWDS3001")]
    [DataRow("expired: 410 of nginx", "FWDS3003")]
    [DataRow("refused", "FWDS3005")]
    public async Task Always_after_the_first_bytes_of_a_ranged_file_it_ends_in_its_code_and_keeps_what_arrived(string fault, string code)
    {
        using var scene = Scene(DownloadScene.Ranged);
        scene.Storage.Script = asked => asked.Number == 1 ? Fault.Cut(50_000) : s_faults[fault](0);

        await scene.FailAsync(code);
        scene.AssertLeft("partial", "partial.json");

        var sent = scene.Storage.BytesSent;
        scene.Storage.Script = _ => null;
        Assert.IsTrue((await scene.SucceedAsync()).Resumed);
        Assert.AreEqual(DownloadScene.Ranged, scene.Storage.BytesSent, $"{sent} had been sent before");
    }

    [TestMethod]
    public async Task A_body_cut_at_the_same_place_each_time_is_not_tried_for_ever()
    {
        foreach (var etag in new[] { null, "W/\"weak\"" })
        {
            using var scene = Scene(DownloadScene.Large);
            scene.Storage.ETag = etag;
            scene.Storage.Script = _ => Fault.Cut(60_000);

            await scene.FailAsync("FWDS4005");

            // One attempt made progress; its three retries did not.
            Assert.HasCount(4, scene.Storage.Requests);
            Assert.IsFalse(scene.Storage.Requests.Any(asked => asked.IsForPart));
            scene.AssertLeft();
        }
    }

    [TestMethod]
    public async Task Cut_again_and_again_but_further_each_time_it_ends_in_right_bytes()
    {
        using var scene = Scene(DownloadScene.Large);
        scene.Storage.Script = _ => Fault.Cut(5_000);

        await scene.SucceedAsync();

        Assert.HasCount(20, scene.Storage.Requests);
        Assert.AreEqual(DownloadScene.Large, scene.Storage.BytesSent);
        Assert.HasCount(19, scene.Log.Lines);
    }

    [TestMethod]
    public async Task Retry_after_is_waited_for()
    {
        using var scene = Scene(DownloadScene.Small);
        scene.Storage.Script = asked => asked.Number == 1 ? Fault.Status(429, "", TimeSpan.FromSeconds(7)) : null;

        var download = scene.SucceedAsync();
        await scene.Time.WaitForTimerAsync();
        scene.Time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.IsFalse(download.IsCompleted);
        scene.Time.Advance(TimeSpan.FromSeconds(0.2));
        await download;
    }

    private static DownloadScene Scene(int length)
    {
        var scene = new DownloadScene(length);
        var crc = default(Crc32C);
        crc.Append(scene.Storage.Contents);
        scene.Storage.Headers["x-goog-hash"] = $"crc32c={Convert.ToBase64String(crc.ToBytes())}";
        return scene;
    }

    private static Fault Throws(Func<Exception> exception) => new() { Throws = exception };

    private static HttpResponseMessage Redirect(string location)
    {
        var response = new HttpResponseMessage(System.Net.HttpStatusCode.Redirect);
        response.Headers.TryAddWithoutValidation("Location", location);
        return response;
    }
}
