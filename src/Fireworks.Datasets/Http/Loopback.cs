using System.Net;

namespace Fireworks.Datasets.Http;

/// <summary>
/// Which hosts are this machine itself. Plain http is allowed to these hosts only, and no proxy is asked for them: it would get
/// the key in clear text. Because both rules ask here, a host that one of them calls loopback cannot be another one to the other.
/// </summary>
internal static class Loopback
{
    private const string Name = "localhost";

    /// <summary>
    /// Whether the host is an address of 127.0.0.0/8, also as an IPv6 address, or <c>::1</c>, or <c>localhost</c> or a name below it.
    /// <c>0.0.0.0</c> and <c>::</c> are none, because they mean no host.
    /// </summary>
    public static bool Is(Uri address) => IsName(address.IdnHost) || (IPAddress.TryParse(address.IdnHost, out var ip) && IsAddress(ip));

    /// <summary>Whether RFC 6761, section 6.3, reserves the name for loopback addresses. A dot at its end does not count.</summary>
    public static bool IsName(string host)
    {
        var name = host.EndsWith('.') ? host.AsSpan(0, host.Length - 1) : host;
        return name.EndsWith(Name, StringComparison.OrdinalIgnoreCase) && (name.Length == Name.Length || name[^(Name.Length + 1)] == '.');
    }

    /// <summary>
    /// The name by which the system finds the host. A name below <c>localhost</c> becomes <c>localhost</c>: RFC 6761 says that no
    /// server may be asked for it, but not every system keeps to that.
    /// </summary>
    public static string Resolvable(string host) => IsName(host) ? Name : host;

    private static bool IsAddress(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
