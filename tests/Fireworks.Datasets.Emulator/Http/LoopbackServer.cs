using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Fireworks.Datasets.Emulator;

/// <summary>An HTTP/1.1 server on 127.0.0.1 without limits that would end a slow transfer.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const int BufferSize = 1024 * 1024;

    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application)
    {
        _application = application;
        Url = application.Urls.Single();
    }

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Url { get; }

    public static async Task<LoopbackServer> StartAsync(int port, X509Certificate2? certificate, RequestDelegate handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(sockets => sockets.MaxWriteBufferSize = BufferSize);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxResponseBufferSize = BufferSize;
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 128 * 1024;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        var application = builder.Build();
        application.Run(handle);
        await application.StartAsync();
        return new LoopbackServer(application);
    }

    public async ValueTask DisposeAsync()
    {
        // At once: what is running is a client's business no more.
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }
}
