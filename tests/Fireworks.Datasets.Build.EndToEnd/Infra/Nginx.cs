using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>
/// A real nginx on 127.0.0.1 with the configuration of docs/fleet.md as it stands there, except for what an administrator
/// replaces too: port, paths, user, certificate and tokens. Ended with the test.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Process _process;

    private Nginx(string folder, int port, Process process, string readToken, string writeToken)
    {
        (_folder, _process, Port, ReadToken, WriteToken) = (folder, process, port, readToken, writeToken);
    }

    public int Port { get; }

    /// <summary>What a user would set as FireworksDatasetsRemoteCache.</summary>
    public string Url => $"https://127.0.0.1:{Port}";

    public string ReadToken { get; }

    public string WriteToken { get; }

    /// <summary>PEM; whoever trusts it trusts this server. .NET on Linux reads it from the file that SSL_CERT_FILE names.</summary>
    public string CertificateFile => Path.Combine(_folder, "cache.crt");

    /// <summary>Everything but contents: configuration and logs.</summary>
    public IEnumerable<string> Logs => Directory.EnumerateFiles(_folder, "*.log").Select(File.ReadAllText);

    /// <summary>The requests that were answered: complete once it is stopped.</summary>
    public IReadOnlyList<NginxRequest> Requests => [.. File.ReadLines(Path.Combine(_folder, "access.log")).Select(NginxRequest.Parse)];

    /// <summary>Where contents of this digest are, or would be.</summary>
    public string FileOf(string sha256) => Path.Combine(_folder, "srv", "cas", sha256);

    /// <param name="repository">Where docs/fleet.md is.</param>
    /// <param name="folder">For its files; made.</param>
    /// <param name="maxBody">In place of the documented limit of an upload.</param>
    /// <param name="fullAfterKiB">No file may grow beyond, as on a full disk.</param>
    public static async Task<Nginx> StartAsync(string repository, string folder, string maxBody = "100g", int? fullAfterKiB = null)
    {
        var program = Find() ?? throw new AssertInconclusiveException(
            "nginx is not installed, so its documented configuration is not tested: apt-get install nginx");
        Directory.CreateDirectory(Path.Combine(folder, "srv"));
        var (read, write) = (RandomNumberGenerator.GetHexString(32, lowercase: true), RandomNumberGenerator.GetHexString(32, lowercase: true));
        WriteCertificate(folder);
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var configuration = Path.Combine(folder, "nginx.conf");
            File.WriteAllText(configuration, Configuration(repository, folder, port, maxBody)
                .Replace("READ-TOKEN", read, StringComparison.Ordinal).Replace("WRITE-TOKEN", write, StringComparison.Ordinal));
            var process = Run(program, folder, configuration, fullAfterKiB);
            if (await ListensAsync(port, process))
            {
                return new(folder, port, process, read, write);
            }

            var output = await process.StandardError.ReadToEndAsync();
            if (attempt == 3)
            {
                throw new InvalidOperationException($"nginx does not start.{Environment.NewLine}{output}");
            }
        }
    }

    /// <summary>From then on, nobody answers.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            // Its workers end with it; what has been answered is in the log.
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        // Debian has it where only root's PATH leads.
        .Append("/usr/sbin").Append("/usr/local/sbin")
        .Select(folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists);

    private static string Configuration(string repository, string folder, int port, string maxBody)
    {
        var text = Documented(File.ReadAllText(Path.Combine(repository, "docs", "fleet.md")));
        foreach (var (documented, here) in (ReadOnlySpan<(string, string)>)
        [
            ("user             www-data;", $"user {Environment.UserName};"), ("listen              443 ssl", $"listen 127.0.0.1:{port} ssl"),
            ("/srv/fireworks-datasets", Path.Combine(folder, "srv")), ("/etc/nginx", folder), ("/var/log/nginx", folder),
            ("/run/nginx.pid", Path.Combine(folder, "nginx.pid")), ("100g;", $"{maxBody};"),
        ])
        {
            Assert.Contains(documented, text, "docs/fleet.md has another configuration than this test knows");
            text = text.Replace(documented, here, StringComparison.Ordinal);
        }

        // The folders of modules that are not used are made too, and not everybody may make them where Debian has them.
        return Environment.UserName == "root" ? text : text.Replace("http {", "http {" + string.Concat(
            ((string[])["proxy", "fastcgi", "uwsgi", "scgi"]).Select(module => $"{module}_temp_path {folder}/{module};")), StringComparison.Ordinal);
    }

    private static string Documented(string page)
    {
        const string Fence = "```nginx\n";
        page = page.ReplaceLineEndings("\n");
        var start = page.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static Process Run(string program, string folder, string configuration, int? fullAfterKiB)
    {
        // Past the limit a write fails, instead of the signal that would end the server.
        var limit = fullAfterKiB is { } kibibytes ? $"trap '' XFSZ; ulimit -f {kibibytes * 2}; " : "";
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"{limit}exec \"$@\"", "sh", program, "-p", folder, "-c", configuration,
            "-e", Path.Combine(folder, "error.log"), "-g", "daemon off;"])
        {
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static async Task<bool> ListensAsync(int port, Process process)
    {
        while (!process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void WriteCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=cache of a test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "cache.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "cache.key"), key.ExportPkcs8PrivateKeyPem());
    }
}

/// <summary>A line of the documented log.</summary>
/// <param name="Received">Bytes of the request, with its head.</param>
/// <param name="Sent">Bytes of the answer, with its head.</param>
internal sealed record NginxRequest(string Method, string Path, int Status, long Received, long Sent)
{
    public static NginxRequest Parse(string line) => line.Split(' ') is [_, _, var method, var path, var status, var received, var sent, _]
        ? new(method, path, int.Parse(status, CultureInfo.InvariantCulture), long.Parse(received, CultureInfo.InvariantCulture), long.Parse(sent, CultureInfo.InvariantCulture))
        : throw new FormatException(line);
}
