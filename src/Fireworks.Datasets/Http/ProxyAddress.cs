using System.Net;

namespace Fireworks.Datasets.Http;

/// <summary>A proxy. Its credentials are kept apart from its address, because .NET prints the address in exceptions.</summary>
internal sealed class ProxyAddress(Uri address, NetworkCredential? credential)
{
    public Uri Address => address;

    public NetworkCredential? Credential => credential;

    /// <summary>Parses <c>[scheme://][user[:password]@]host[:port]</c>. The default scheme is http.</summary>
    /// <returns><see langword="null"/> if the text is not a valid proxy address.</returns>
    public static ProxyAddress? Parse(string text)
    {
        text = text.Trim();
        var absolute = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        var authority = absolute.IndexOf("://", StringComparison.Ordinal) + 3;
        // A password may contain an unescaped '@', '/', '?' or '#', so only the last '@' ends it.
        var at = absolute.LastIndexOf('@');
        var user = at < authority ? null : absolute[authority..at];
        var bare = user is null ? absolute : absolute.Remove(authority, at + 1 - authority);
        return Uri.TryCreate(bare, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0 &&
            uri.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5"
            ? new(new Uri(uri.GetLeftPart(UriPartial.Authority)), user is null ? null : ToCredential(user))
            : null;
    }

    public override string ToString() => address.Authority;

    private static NetworkCredential ToCredential(string user)
    {
        var colon = user.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new(Uri.UnescapeDataString(user), "")
            : new(Uri.UnescapeDataString(user[..colon]), Uri.UnescapeDataString(user[(colon + 1)..]));
    }
}
