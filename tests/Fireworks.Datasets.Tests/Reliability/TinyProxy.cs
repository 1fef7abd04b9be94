using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>A real tinyproxy on a free port of 127.0.0.1.</summary>
internal sealed class TinyProxy : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    private TinyProxy(int port, string settings)
    {
        Port = port;
        var configuration = _folder.Write("tinyproxy.conf", $"Port {port}\nListen 127.0.0.1\nTimeout 60\nMaxClients 50\nAllow 127.0.0.1\nLogLevel Connect\nLogFile \"{LogFile}\"\n{settings}\n");
        _process = Process.Start(new ProcessStartInfo("tinyproxy", ["-d", "-c", configuration]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    public int Port { get; }

    /// <summary>What it says of the connections that it served.</summary>
    public string Log
    {
        get
        {
            using var log = new StreamReader(new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return log.ReadToEnd();
        }
    }

    private string LogFile => _folder["log"];

    /// <param name="settings">Lines of its configuration.</param>
    public static async Task<TinyProxy> StartAsync(string settings, CancellationToken cancellationToken)
    {
        TinyProxy proxy;
        try
        {
            proxy = new TinyProxy(FreePort(), settings);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new AssertInconclusiveException("There is no tinyproxy on this machine.");
        }

        for (var tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, proxy.Port, cancellationToken);
                return proxy;
            }
            catch (SocketException) when (tries < 400 && !proxy._process.HasExited)
            {
                await Task.Delay(25, cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
