using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Http;

/// <summary>What a server reads must be what the service signed, byte for byte.</summary>
[TestClass]
public sealed class UrlOnTheWireTests
{
    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> Targets =>
    [
        ["/plain.jsonl?X-Goog-Signature=0aF"],
        ["/%7E%41%2D%2E%5F?q=%7E%41%2D%2E%5F"],
        ["/%c3%a9?q=%c3%a9"],
        ["/%C3%A9?q=%C3%A9"],
        ["/a/../b/./c?q=../."],
        ["/a//b///?q=//"],
        ["/.."],
        [@"/back\slash?q=\"],
        ["/100%?q=50%&%zz"],
        ["/%2f%5c%00%0d%0a?q=%2F%5C"],
        ["/data%20set+1.jsonl?q=a%20b+c"],
        ["/%25252520?q=%2525"],
        ["/%61%62%63?q=%64%65%66"],
        ["/'()*!$&,;=:@?q='()*!$&,;=:@/?"],
        ["/\"<>^`{|}?q=\"<>^`{|}[]"],
        ["/?"],
        ["/"],
        ["/x?"],
        ["/x?a=1&&b=&=c"],
        ["/%E2%80%AE%ef%bb%bf?se=2026-01-02T03%3A04%3A05Z&sig=a%2Bb%2fc%3D"],
        ["/x?response-content-disposition=attachment%3B%20filename%3D%22a%3Bb.jsonl%22"],
    ];

    [TestMethod]
    [DynamicData(nameof(Targets))]
    public async Task Is_sent_as_received(string target)
    {
        using var server = RawServer.Answering(RawServer.Ok);
        using var transport = new HttpTransport(TransportHandler.Create(1, FakeMachine.Empty), TimeProvider.System);
        using var response = await transport.GetAsync(UrlTests.Parse(server.Root + target), _ => { }, TestContext.CancellationToken);
        Assert.AreEqual($"GET {target} HTTP/1.1", server.RequestLines.Single());
    }

    [TestMethod]
    [DynamicData(nameof(Targets))]
    public async Task Is_sent_as_received_after_a_redirect(string target)
    {
        using var server = RawServer.Answering(RawServer.Ok);
        using var redirecting = RawServer.Answering($"HTTP/1.1 307 Elsewhere\r\nLocation: {server.Root}{target}\r\nContent-Length: 0\r\n\r\n");
        using var transport = new HttpTransport(TransportHandler.Create(1, FakeMachine.Empty), TimeProvider.System);
        using var response = await transport.GetAsync(UrlTests.Parse($"{redirecting.Root}/?x"), _ => { }, TestContext.CancellationToken);
        Assert.AreEqual($"GET {target} HTTP/1.1", server.RequestLines.Single());
    }

    [TestMethod]
    public async Task Is_sent_without_its_fragment_and_without_more_headers_than_needed()
    {
        using var server = RawServer.Answering(RawServer.Ok);
        using var transport = new HttpTransport(TransportHandler.Create(1, FakeMachine.Empty), TimeProvider.System);
        using var response = await transport.GetAsync(UrlTests.Parse($"{server.Root}?sig=1#part"), _ => { }, TestContext.CancellationToken);
        var lines = server.Requests.Single().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        CollectionAssert.AreEquivalent(
            new[] { "GET /?sig=1 HTTP/1.1", $"Host: 127.0.0.1:{server.Port}", lines.Single(line => line.StartsWith("User-Agent: Fireworks.Datasets.Build/1", StringComparison.Ordinal)) },
            lines);
    }
}
