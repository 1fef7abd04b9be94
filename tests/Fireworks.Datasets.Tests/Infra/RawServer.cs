using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>A server on a real socket that can misbehave in every way that a library server does not allow.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Socket, Task> _answer;
    private readonly ConcurrentQueue<string> _requests = new();

    public RawServer(Func<Socket, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public static string Ok { get; } = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Root => $"http://127.0.0.1:{Port}";

    /// <summary>The heads of the requests, byte for byte.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public IEnumerable<string> RequestLines => Requests.Select(head => head.Split("\r\n")[0]);

    /// <summary>Sends the text and ends the connection properly.</summary>
    public static RawServer Answering(string text) => new(socket => SendAsync(socket, text));

    public static async Task SendAsync(Socket socket, string text) => await socket.SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Ends the connection with RST instead of FIN.</summary>
    public static Task ResetAsync(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        return Task.CompletedTask;
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            var head = new StringBuilder();
            var buffer = new byte[16 * 1024];
            while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                var read = await socket.ReceiveAsync(buffer);
                if (read == 0 || buffer[0] == 0x16)
                {
                    // Nothing more, or the first byte of a TLS handshake.
                    break;
                }

                head.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }

            _requests.Enqueue(head.ToString());
            await _answer(socket);
        }
    }
}
