using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>nginx on loopback without TLS, serving a folder: as fast a storage as there is.</summary>
internal sealed class NginxStore : IDisposable
{
    private readonly Process _process;

    private NginxStore(int port, Process process) => (Url, _process) = ($"http://127.0.0.1:{port}", process);

    /// <summary>The root of what is served; at <c>/slow/</c> with 20 MB/s a connection; <c>/cas/</c> takes uploads.</summary>
    public string Url { get; }

    /// <param name="folder">Of nginx's own files.</param>
    /// <param name="served">What is served.</param>
    public static async Task<NginxStore?> StartAsync(string folder, string served, CancellationToken stop)
    {
        if (Tool.Find("nginx") is not { } program)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        var port = FreePort();
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, served, port), stop);
        var process = Process.Start(new ProcessStartInfo(program, ["-p", folder, "-c", configuration, "-e", Path.Combine(folder, "error.log"), "-g", "daemon off;"]))!;
        var store = new NginxStore(port, process);
        try
        {
            await store.WaitUntilListeningAsync(port, stop);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // Its worker ends with it.
            using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            kill.WaitForExit();
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task WaitUntilListeningAsync(int port, CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, stop);
                return;
            }
            catch (SocketException) when (!_process.HasExited && attempt < 500)
            {
                await Task.Delay(10, stop);
            }
        }
    }

    // The head of http and the location of /cas/ are those of docs/fleet.md; TLS and tokens are left out for all alike.
    private static string Configuration(string folder, string served, int port) => $$"""
        worker_processes 1;
        {{(Environment.UserName == "root" ? "user root;" : "")}}
        pid {{folder}}/nginx.pid;
        events { worker_connections 4096; }
        http {
            access_log off;
            sendfile on;
            keepalive_requests 1000000;
            client_body_temp_path {{folder}}/tmp;
            proxy_temp_path {{folder}}/p; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
            server {
                listen 127.0.0.1:{{port}} backlog=4096;
                root {{served}};
                client_max_body_size 100g;
                location /slow/ { alias {{served}}/; limit_rate 20000000; }
                location ~ "^/cas/[0-9a-f]{64}$" { dav_methods PUT; create_full_put_path on; }
            }
        }
        """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
