using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Http;

/// <summary>Each thing that goes wrong on a real socket: what it is called, and whether it is worth a retry.</summary>
[TestClass]
public sealed class FailureTableTests
{
    private const string HeadOfTen = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> Faults =>
    [
        ["closed before the answer", Answer(""), nameof(FailureKind.Truncated), true, "the connection was closed without an answer"],
        ["reset before the answer", Serve(RawServer.ResetAsync), nameof(FailureKind.Truncated), true, "the connection was lost: "],
        ["closed within the headers", Answer("HTTP/1.1 200 OK\r\nContent-Le"), nameof(FailureKind.Truncated), true, "the connection was closed without an answer"],
        ["body cut", Answer(HeadOfTen + "123"), nameof(FailureKind.Truncated), true, "the connection ended before the whole answer had arrived"],
        ["chunked body cut", Answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"), nameof(FailureKind.Truncated), true, "the connection ended before"],
        ["body reset", Serve(ResetInBodyAsync), nameof(FailureKind.Truncated), true, "the connection was lost: "],
        ["chunks broken", Answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), nameof(FailureKind.InvalidResponse), true, "the answer breaks the protocol"],
        ["not HTTP", Answer("SSH-2.0-OpenSSH_9.6\r\n\r\n"), nameof(FailureKind.InvalidResponse), true, "the answer is not HTTP"],
        ["endless headers", Answer($"HTTP/1.1 200 OK\r\nX: {new string('x', 100_000)}\r\n\r\n"), nameof(FailureKind.InvalidResponse), false, "the headers of the answer are too long"],
    ];

    [TestMethod]
    [DynamicData(nameof(Faults), DynamicDataDisplayName = nameof(NameOfFault))]
    public async Task Names_the_fault(string fault, Func<Socket, Task> answer, string kind, bool transient, string reason)
    {
        using var server = new RawServer(answer);
        var failure = await FailureOfAsync($"{server.Root}/o?sig=secret", FakeMachine.Empty);
        Assert.AreEqual((kind, transient), (failure.Kind.ToString(), failure.Transient), $"{fault}: {failure.Reason}");
        Assert.StartsWith(reason, failure.Reason);
        Assert.AreEqual($"127.0.0.1:{server.Port}", failure.Host);
        Assert.DoesNotContain("secret", failure.ToString());
    }

    [TestMethod]
    public async Task Names_a_refused_connection()
    {
        using var server = RawServer.Answering("");
        var root = server.Root;
        server.Dispose();
        var failure = await FailureOfAsync($"{root}/o", FakeMachine.Empty);
        Assert.AreEqual((FailureKind.Unreachable, true), (failure.Kind, failure.Transient));
        Assert.StartsWith("no connection: ", failure.Reason);
    }

    [TestMethod]
    public async Task Names_a_name_that_is_not_resolved()
    {
        // Reserved never to exist (RFC 2606); a resolver may also fail, which is the same to the user.
        var failure = await FailureOfAsync("https://storage.invalid/o", FakeMachine.Empty);
        Assert.AreEqual((FailureKind.Unreachable, true), (failure.Kind, failure.Transient));
        Assert.StartsWith("its name cannot be resolved: ", failure.Reason);
    }

    [TestMethod]
    public async Task Names_a_certificate_that_is_not_trusted_and_does_not_ask_again()
    {
        using var certificate = SelfSigned();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeTlsAsync(listener, certificate);
        var failure = await FailureOfAsync($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/o", FakeMachine.Empty);
        Assert.AreEqual((FailureKind.Unreachable, false), (failure.Kind, failure.Transient));
        Assert.StartsWith("no secure connection: ", failure.Reason);
        Assert.Contains("certificate", failure.Reason);
        await serving;
    }

    [TestMethod]
    public async Task Names_a_handshake_that_breaks_off_and_asks_again()
    {
        using var server = new RawServer(_ => Task.CompletedTask);
        var failure = await FailureOfAsync($"https://127.0.0.1:{server.Port}/o", FakeMachine.Empty);
        Assert.AreEqual((FailureKind.Unreachable, true), (failure.Kind, failure.Transient), failure.Reason);
        Assert.StartsWith("no secure connection", failure.Reason);
    }

    [TestMethod]
    public async Task Names_a_server_that_does_not_speak_TLS()
    {
        using var server = RawServer.Answering("HTTP/1.1 400 Bad Request\r\n\r\n");
        var failure = await FailureOfAsync($"https://127.0.0.1:{server.Port}/o", FakeMachine.Empty);
        Assert.AreEqual((FailureKind.Unreachable, false), (failure.Kind, failure.Transient), failure.Reason);
        Assert.StartsWith("no secure connection: ", failure.Reason);
    }

    [TestMethod]
    [DataRow(407, false, "the proxy wants a user name and password (407)")]
    [DataRow(403, false, "the proxy refused the connection (403)")]
    [DataRow(502, true, "the proxy refused the connection (502)")]
    [DataRow(503, true, "the proxy refused the connection (503)")]
    public async Task Names_a_proxy_that_refuses_without_its_password(int status, bool transient, string reason)
    {
        using var proxy = RawServer.Answering($"HTTP/1.1 {status} No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        var machine = FakeMachine.With(home: null, ("HTTPS_PROXY", $"http://ann:pass-word@127.0.0.1:{proxy.Port}"));
        var failure = await FailureOfAsync("https://storage.example/o?sig=secret", machine);
        Assert.AreEqual((FailureKind.Unreachable, transient), (failure.Kind, failure.Transient));
        Assert.AreEqual(reason, failure.Reason);
        Assert.DoesNotContain("pass-word", failure.ToString());
        Assert.DoesNotContain("secret", failure.ToString());
        Assert.StartsWith("CONNECT storage.example:443 HTTP/1.1", proxy.RequestLines.First());
    }

    [TestMethod]
    public async Task Names_a_proxy_that_hangs_up()
    {
        using var proxy = new RawServer(_ => Task.CompletedTask);
        var failure = await FailureOfAsync("https://storage.example/o", FakeMachine.With(home: null, ("HTTPS_PROXY", $"ann:pass-word@127.0.0.1:{proxy.Port}")));
        Assert.IsTrue(failure.Transient, failure.Reason);
        Assert.DoesNotContain("pass-word", failure.ToString());
    }

    [TestMethod]
    public async Task Names_a_proxy_that_is_not_there()
    {
        using var proxy = RawServer.Answering("");
        var port = proxy.Port;
        proxy.Dispose();
        var failure = await FailureOfAsync("https://storage.example/o", FakeMachine.With(home: null, ("HTTPS_PROXY", $"http://ann:pass-word@127.0.0.1:{port}")));
        Assert.AreEqual((FailureKind.Unreachable, true), (failure.Kind, failure.Transient), failure.Reason);
        Assert.DoesNotContain("pass-word", failure.ToString());
    }

    [TestMethod]
    public async Task Tells_a_connection_that_times_out_from_the_users_cancel()
    {
        var handler = TransportHandler.Create(1, FakeMachine.Empty);
        handler.ConnectTimeout = TimeSpan.FromMilliseconds(50);
        handler.ConnectCallback = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return Stream.Null;
        };
        using var transport = new HttpTransport(handler, TimeProvider.System);
        var failure = await Assert.ThrowsExactlyAsync<TransferException>(() =>
            transport.GetAsync(UrlTests.Parse("https://storage.example/o"), _ => { }, TestContext.CancellationToken));
        Assert.AreEqual((FailureKind.Unreachable, true, "no connection in time"), (failure.Kind, failure.Transient, failure.Reason));
    }

    [TestMethod]
    public async Task Leaves_the_users_cancel_a_cancellation()
    {
        using var server = new RawServer(_ => Task.Delay(Timeout.Infinite, TestContext.CancellationToken));
        using var transport = new HttpTransport(TransportHandler.Create(1, FakeMachine.Empty), TimeProvider.System);
        using var cancel = new CancellationTokenSource();
        var asking = transport.GetAsync(UrlTests.Parse($"{server.Root}/o"), _ => { }, cancel.Token);
        await cancel.CancelAsync();
        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => asking);
        Assert.AreEqual(cancel.Token, cancelled.CancellationToken);
    }

    public static string NameOfFault(System.Reflection.MethodInfo method, object[] data) => $"{method.Name}: {data[0]}";

    private static Func<Socket, Task> Serve(Func<Socket, Task> answer) => answer;

    private static Func<Socket, Task> Answer(string text) => socket => RawServer.SendAsync(socket, text);

    private static async Task ResetInBodyAsync(Socket socket)
    {
        await RawServer.SendAsync(socket, HeadOfTen + "123");
        // What was sent must not be overtaken by the reset: wait until the client has taken it.
        await Task.Delay(100);
        await RawServer.ResetAsync(socket);
    }

    /// <summary>A certificate that no machine trusts.</summary>
    internal static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=storage.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }

    private static async Task ServeTlsAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var socket = await listener.AcceptSocketAsync();
        await using var tls = new SslStream(new NetworkStream(socket));
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            await tls.ReadExactlyAsync(new byte[1]);
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client turned away, as it should.
        }
    }

    /// <summary>Asks and reads the whole answer, as a download does.</summary>
    private async Task<TransferException> FailureOfAsync(string url, MachineEnvironment machine)
    {
        using var transport = new HttpTransport(TransportHandler.Create(1, machine), TimeProvider.System);
        return await Assert.ThrowsExactlyAsync<TransferException>(async () =>
        {
            var target = UrlTests.Parse(url);
            using var response = await transport.GetAsync(target, _ => { }, TestContext.CancellationToken);
            try
            {
                await using var body = await response.Content.ReadAsStreamAsync(TestContext.CancellationToken);
                await body.CopyToAsync(Stream.Null, TestContext.CancellationToken);
            }
            catch (IOException exception)
            {
                throw FailureClassifier.FromException(exception, target.Host);
            }
        });
    }
}
