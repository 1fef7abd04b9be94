using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Http;

/// <summary>Whether a request may be sent to a URL.</summary>
internal enum UrlVerdict
{
    Allowed,

    /// <summary>The text is not a URL that can be sent byte for byte.</summary>
    Malformed,

    /// <summary>The URL is neither https nor http on a loopback host.</summary>
    Insecure,
}

/// <summary>
/// A URL that may be a credential, such as a signed URL. It is sent byte for byte as received, because any change
/// voids its signature, and <see cref="ToString"/> hides its path and its query.
/// </summary>
internal sealed class Url
{
    /// <summary>In characters. Signed URLs are far shorter, and <see cref="System.Uri"/> accepts far longer ones.</summary>
    public const int MaxLength = 16 * 1024;

    private static readonly SearchValues<char> s_authority =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:[]");

    private readonly string _text;

    private Url(string text, Uri uri)
    {
        _text = text;
        Uri = uri;
        ExpiresAt = UrlExpiry.Read(text);
    }

    /// <summary>The URL with path and query as received. It must never be printed, because the query is secret.</summary>
    public Uri Uri { get; }

    /// <summary>The host, followed by the port unless it is the scheme's default.</summary>
    public string Host => Uri.Authority;

    /// <summary>When the URL expires by the clock of storage; <see langword="null"/> if the URL does not say.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <param name="why">What is wrong, without a full stop and without the query; empty if the URL is allowed.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Url? url, out string why) =>
        Check(text, out url, out why) == UrlVerdict.Allowed && url is not null;

    /// <inheritdoc cref="TryParse"/>
    public static UrlVerdict Check(string text, out Url? url, out string why)
    {
        url = null;
        // HTTP never sends a fragment, but .NET would send it here, because canonicalisation is off.
        var end = text.IndexOf('#', StringComparison.Ordinal);
        var sent = end < 0 ? text : text[..end];
        if (sent.Length > MaxLength)
        {
            why = $"it is longer than {MaxLength} characters";
            return UrlVerdict.Malformed;
        }

        // Because canonicalisation is off, a line break would inject headers, and other such characters would arrive as '?' or NUL.
        if (sent.AsSpan().IndexOfAnyExceptInRange('\x21', '\x7e') >= 0)
        {
            why = "it has characters that a URL cannot have";
            return UrlVerdict.Malformed;
        }

        var start = sent.IndexOf("://", StringComparison.Ordinal) + 3;
        if (start < 3 || !Scheme(sent, "https") && !Scheme(sent, "http"))
        {
            why = "it is not an https address";
            return sent.Contains(':', StringComparison.Ordinal) ? UrlVerdict.Insecure : UrlVerdict.Malformed;
        }

        return CheckAuthority(sent, start, out url, out why);
    }

    /// <summary>
    /// Resolves the target of a redirect as RFC 3986, section 5.2 says, except that nothing is decoded, encoded or
    /// collapsed other than the dot segments at the start of a relative path.
    /// </summary>
    public UrlVerdict Redirect(string location, out Url? target, out string why) =>
        Check(UrlReference.Resolve(_text, location), out target, out why);

    public bool SameOriginAs(Url other) =>
        Uri.Scheme == other.Uri.Scheme && Uri.Port == other.Uri.Port &&
        Uri.IdnHost.Equals(other.Uri.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>The URL as messages show it: without its path and its query, which hold the signature.</summary>
    public override string ToString() => ShownAddress.Of(_text);

    private static bool Scheme(string text, string scheme) => text.StartsWith(scheme + "://", StringComparison.OrdinalIgnoreCase);

    private static UrlVerdict CheckAuthority(string sent, int start, out Url? url, out string why)
    {
        url = null;
        var length = sent.AsSpan(start).IndexOfAny('/', '?');
        var authority = length < 0 ? sent.AsSpan(start) : sent.AsSpan(start, length);
        var isRooted = length >= 0 && sent[start + length] == '/';
        var text = isRooted ? sent : $"{sent.AsSpan(0, start + authority.Length)}/{sent.AsSpan(start + authority.Length)}";

        // User information, backslashes and escapes are refused, because with them the request could go to another host than
        // the one that is checked here.
        if (authority.IsEmpty || authority.ContainsAnyExcept(s_authority) ||
            !Uri.TryCreate(text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var uri))
        {
            why = authority.Contains('@') ? "it holds a user name" : "its host is not valid";
            return UrlVerdict.Malformed;
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !Loopback.Is(uri))
        {
            why = "it is not an https address";
            return UrlVerdict.Insecure;
        }

        url = new Url(text, uri);
        why = "";
        return UrlVerdict.Allowed;
    }
}
