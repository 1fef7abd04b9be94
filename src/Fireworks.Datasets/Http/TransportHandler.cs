using System.Net;
using System.Net.Sockets;

namespace Fireworks.Datasets.Http;

/// <summary>Creates the HTTP handler. No other code configures connections.</summary>
internal static class TransportHandler
{
    /// <summary>Extra connections, so that the service can be asked while every transfer has a connection to the same host.</summary>
    private const int RoomForService = 2;

    /// <param name="maxConnections">The number of transfers that run at the same time.</param>
    public static SocketsHttpHandler Create(int maxConnections, MachineEnvironment machine)
    {
        var proxy = EnvironmentProxy.FromVariables(machine);
        return new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // Automatic decompression would hide the length and the encoding of a body, accept a truncated body as complete,
            // and keep servers from answering range requests.
            AutomaticDecompression = DecompressionMethods.None,
            // The build's trace headers are not sent, because the storage provider would receive them.
            ActivityHeadersPropagator = null,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            MaxConnectionsPerServer = maxConnections + RoomForService,
            MaxResponseHeadersLength = 64, // KiB
            UseProxy = proxy is not null,
            Proxy = proxy,
        };
    }

    /// <summary>Connects as .NET does by itself, except that <see cref="Loopback.Resolvable"/> keeps the names of loopback hosts on this machine.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var (host, port) = (Loopback.Resolvable(context.DnsEndPoint.Host), context.DnsEndPoint.Port);
            await socket.ConnectAsync(new DnsEndPoint(host, port), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
