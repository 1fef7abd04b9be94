using System.Net;
using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Http;

/// <summary>
/// The proxy that the variables <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>ALL_PROXY</c> and <c>NO_PROXY</c> name, in upper
/// or lower case, with the meaning that they have in .NET. .NET itself reads them only once per process, but an MSBuild node
/// serves many builds whose environments differ.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy, ICredentials
{
    private readonly ProxyAddress? _http;
    private readonly ProxyAddress? _https;
    private readonly string[] _bypassed;

    private EnvironmentProxy(ProxyAddress? http, ProxyAddress? https, string noProxy)
    {
        _http = http;
        _https = https;
        _bypassed = noProxy.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>.NET asks this object for the credentials of either proxy.</summary>
    public ICredentials? Credentials
    {
        get => this;
        set => throw new NotSupportedException();
    }

    /// <summary>Returns the proxy of the variables. Without one it returns the system's proxy, or <see langword="null"/> on Linux.</summary>
    /// <exception cref="DatasetException">FWDS1005: a variable does not hold an address.</exception>
    public static IWebProxy? FromVariables(MachineEnvironment machine)
    {
        var all = Read(machine, "ALL_PROXY");
        // In a CGI program the client of the web server sets HTTP_PROXY with a request header (CVE-2016-5385).
        var http = Read(machine, "HTTP_PROXY", upperCase: machine["GATEWAY_INTERFACE"] is null) ?? all;
        var https = Read(machine, "HTTPS_PROXY") ?? all;
        if (http is not null || https is not null)
        {
            return new EnvironmentProxy(http, https, machine["no_proxy"] ?? machine["NO_PROXY"] ?? "");
        }

        // On Linux DefaultProxy holds the same variables, but as they were when the process first asked for it.
        return machine.Platform == Platform.Linux ? null : HttpClient.DefaultProxy;
    }

    public Uri? GetProxy(Uri destination) => For(destination)?.Address;

    public bool IsBypassed(Uri host) => For(host) is null;

    public NetworkCredential? GetCredential(Uri uri, string authType) =>
        uri == _https?.Address ? _https.Credential : uri == _http?.Address ? _http.Credential : null;

    private static ProxyAddress? Read(MachineEnvironment machine, string variable, bool upperCase = true)
    {
        var text = machine[variable.ToLowerInvariant()] ?? (upperCase ? machine[variable] : null);
        return text is null ? null : ProxyAddress.Parse(text) ??
            throw new DatasetException(Problem.InvalidSetting(variable, SecretShapes.Hidden, "the address of a proxy, such as http://host:8080"));
    }

    private ProxyAddress? For(Uri destination) => IsExcepted(destination.IdnHost) ? null :
        destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    private bool IsExcepted(string host) => Array.Exists(_bypassed, entry => entry == "*" ||
        (entry.StartsWith('.')
            ? host.EndsWith(entry, StringComparison.OrdinalIgnoreCase) || host.AsSpan().Equals(entry.AsSpan(1), StringComparison.OrdinalIgnoreCase)
            : host.Equals(entry.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)));
}
