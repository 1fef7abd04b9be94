using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fireworks.Datasets.Emulator.Tests;

[TestClass]
public sealed class ConnectionTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Is_held_to_a_rate()
    {
        await using var emulator = await FireworksEmulator.StartAsync(new EmulatorOptions { BytesPerSecondPerConnection = 1_000_000 });
        emulator.AddDataset("acme", "chat").File("a", 100_000, seed: 1);
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false });
        var started = Stopwatch.GetTimestamp();

        var bytes = await client.GetByteArrayAsync(emulator.SignedUrl("acme", "chat", "a"), TestContext.CancellationToken);

        Assert.HasCount(100_000, bytes);
        Assert.IsGreaterThan(TimeSpan.FromMilliseconds(75), Stopwatch.GetElapsedTime(started));
    }

    [TestMethod]
    public async Task Speaks_tls_with_a_given_certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=emulator", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var emulator = await FireworksEmulator.StartAsync(new EmulatorOptions { StorageCertificate = certificate });
        emulator.AddDataset("acme", "chat").File("a", "one");
        using HttpClient distrusting = new(new SocketsHttpHandler { UseProxy = false });
        using SocketsHttpHandler trust = new() { UseProxy = false };
        trust.SslOptions.RemoteCertificateValidationCallback = (_, seen, _, _) => certificate.Equals(seen);
        using HttpClient trusting = new(trust);
        var url = emulator.SignedUrl("acme", "chat", "a");

        Assert.StartsWith("https://", url);
        Assert.AreEqual("one", await trusting.GetStringAsync(url, TestContext.CancellationToken));
        var refused = await Assert.ThrowsExactlyAsync<HttpRequestException>(() => distrusting.GetStringAsync(url, TestContext.CancellationToken));
        Assert.AreEqual(HttpRequestError.SecureConnectionError, refused.HttpRequestError);
    }

    [TestMethod]
    public async Task Serves_below_a_base_path_only()
    {
        await using var emulator = await FireworksEmulator.StartAsync(new EmulatorOptions { BasePath = "/gateway", ApiKey = "k" });
        emulator.AddDataset("acme", "chat");
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false });
        client.DefaultRequestHeaders.Add("Authorization", "Bearer k");

        using var below = await client.GetAsync(emulator.Url + "/v1/accounts/acme/datasets/chat", TestContext.CancellationToken);
        using var root = await client.GetAsync(new Uri(emulator.BaseUrl, "/v1/accounts/acme/datasets/chat"), TestContext.CancellationToken);

        Assert.AreEqual((HttpStatusCode.OK, HttpStatusCode.NotFound), (below.StatusCode, root.StatusCode));
        Assert.AreEqual(RequestKind.Other, emulator.Journal.Entries[1].Kind);
    }
}
