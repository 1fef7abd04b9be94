using System.Net;
using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Http;

/// <summary>
/// The proxy that the variables <c>HTTPS_PROXY</c>, <c>ALL_PROXY</c> and <c>NO_PROXY</c> name, in upper or lower case, with the
/// meaning that they have in .NET. .NET itself reads them only once per process, but an MSBuild node serves many builds whose
/// environments differ. <c>HTTP_PROXY</c> is not read: plain http goes to loopback hosts only, and those have no proxy.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy, ICredentials
{
    private readonly ProxyAddress _proxy;
    private readonly string[] _bypassed;

    private EnvironmentProxy(ProxyAddress proxy, string noProxy)
    {
        _proxy = proxy;
        _bypassed = noProxy.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public ICredentials? Credentials
    {
        get => this;
        set => throw new NotSupportedException();
    }

    /// <summary>Returns the proxy of the variables. Without one it returns the system's proxy, or <see langword="null"/> on Linux.</summary>
    /// <exception cref="DatasetException">FWDS1005: a variable does not hold an address.</exception>
    public static IWebProxy? FromVariables(MachineEnvironment machine)
    {
        if ((Read(machine, "HTTPS_PROXY") ?? Read(machine, "ALL_PROXY")) is { } proxy)
        {
            return new DirectLoopback(new EnvironmentProxy(proxy, machine["no_proxy"] ?? machine["NO_PROXY"] ?? ""));
        }

        // On Linux DefaultProxy holds the same variables, but as they were when the process first asked for it.
        return machine.Platform == Platform.Linux ? null : new DirectLoopback(HttpClient.DefaultProxy);
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _proxy.Address;

    public bool IsBypassed(Uri host) => Array.Exists(_bypassed, entry => Excepts(entry, host.IdnHost));

    public NetworkCredential? GetCredential(Uri uri, string authType) => uri == _proxy.Address ? _proxy.Credential : null;

    private static ProxyAddress? Read(MachineEnvironment machine, string variable)
    {
        var text = machine[variable.ToLowerInvariant()] ?? machine[variable];
        return text is null ? null : ProxyAddress.Parse(text) ??
            throw new DatasetException(Problem.InvalidSetting(variable, SecretShapes.Hidden, "the address of a proxy, such as http://host:8080"));
    }

    private static bool Excepts(string entry, string host) => entry == "*" ||
        (entry.StartsWith('.')
            ? host.EndsWith(entry, StringComparison.OrdinalIgnoreCase) || host.AsSpan().Equals(entry.AsSpan(1), StringComparison.OrdinalIgnoreCase)
            : host.Equals(entry.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));
}
