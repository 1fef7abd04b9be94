using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>nginx on loopback without TLS, serving a folder: as fast a storage as there is.</summary>
internal sealed class NginxStore : IDisposable
{
    private readonly Process _process;

    private NginxStore(string folder, int port, Process process) => (Folder, Url, _process) = (folder, $"http://127.0.0.1:{port}", process);

    /// <summary>What is served, at <see cref="Url"/>; at <c>/slow/</c> with 20 MB/s a connection; <c>/cas/</c> takes uploads.</summary>
    public string Folder { get; }

    public string Url { get; }

    public static async Task<NginxStore?> StartAsync(string folder)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin")
            .Select(directory => Path.Combine(directory, "nginx")).FirstOrDefault(File.Exists);
        if (program is null)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        var port = FreePort();
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, port));
        var process = Process.Start(new ProcessStartInfo(program, ["-p", folder, "-c", configuration, "-e", Path.Combine(folder, "error.log"), "-g", "daemon off;"]))!;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return new(folder, port, process);
            }
            catch (SocketException) when (!process.HasExited && attempt < 500)
            {
                await Task.Delay(10);
            }
        }
    }

    public void Dispose()
    {
        // Its worker ends with it.
        Process.Start("kill", ["-TERM", $"{_process.Id}"]).WaitForExit();
        _process.WaitForExit();
        _process.Dispose();
    }

    // The head of http and the location of /cas/ are those of docs/fleet.md; TLS and tokens are left out for all alike.
    private static string Configuration(string folder, int port) => $$"""
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
                root {{folder}};
                client_max_body_size 100g;
                location /slow/ { alias {{folder}}/; limit_rate 20m; }
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
