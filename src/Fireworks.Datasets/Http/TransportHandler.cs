using System.Net;

namespace Fireworks.Datasets.Http;

/// <summary>The one place that sets up sockets.</summary>
internal static class TransportHandler
{
    /// <summary>Beside the transfers, room for asking the service while all of them run on the same host.</summary>
    private const int RoomForService = 2;

    /// <param name="maxConnections">Transfers at once.</param>
    public static SocketsHttpHandler Create(int maxConnections, MachineEnvironment machine)
    {
        var proxy = EnvironmentProxy.FromVariables(machine);
        return new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // Hides length and encoding, takes a truncated body for a whole one, and keeps servers from ranges.
            AutomaticDecompression = DecompressionMethods.None,
            // No trace headers: they would be sent to whoever stores the files.
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            MaxConnectionsPerServer = maxConnections + RoomForService,
            MaxResponseHeadersLength = 64, // KiB
            UseProxy = proxy is not null,
            Proxy = proxy,
        };
    }
}
