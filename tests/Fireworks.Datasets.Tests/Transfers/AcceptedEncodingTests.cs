using System.Net;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers;

namespace Fireworks.Datasets.Tests.Transfers;

[TestClass]
public sealed class AcceptedEncodingTests
{
    public TestContext TestContext { get; set; } = null!;

    /// <summary>Storage decodes what it holds as gzip, for whoever does not accept that: then no checksum is declared of the bytes that arrive.</summary>
    [TestMethod]
    public void Asks_again_for_each_file_that_was_asked_for_before_the_first_answer()
    {
        var encoding = new AcceptedEncoding();
        HttpRequestMessage[] together = [Ask(encoding), Ask(encoding)];

        Assert.IsTrue(encoding.ShouldAskAgain(Decoded(together[0])));
        Assert.IsTrue(encoding.ShouldAskAgain(Decoded(together[1])));

        var afterwards = Ask(encoding);
        Assert.AreEqual("gzip", afterwards.Headers.AcceptEncoding.ToString());
        using var answer = Decoded(afterwards);
        Assert.IsFalse(encoding.ShouldAskAgain(answer));
    }

    private static HttpRequestMessage Ask(AcceptedEncoding encoding)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "https://storage.example/file");
        encoding.Ask(request);
        return request;
    }

    private WatchedAnswer Decoded(HttpRequestMessage request)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request };
        response.Headers.Add("x-goog-stored-content-encoding", "gzip");
        var watchdog = new StallWatchdog(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.CancellationToken);
        return new(response, watchdog, "storage.example", TestContext.CancellationToken);
    }
}
