using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Http;

/// <summary>Whether a URL may be asked at all.</summary>
internal enum UrlVerdict
{
    Allowed,

    /// <summary>Not a URL that can be sent byte for byte.</summary>
    Malformed,

    /// <summary>Neither https nor http on a loopback host.</summary>
    Insecure,
}

/// <summary>
/// A URL that is a credential. It is sent byte for byte as received, because any change voids its signature,
/// and it prints without its query.
/// </summary>
internal sealed class Url
{
    /// <summary>Far above what any store signs, far below what <see cref="System.Uri"/> refuses.</summary>
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

    /// <summary>Keeps path and query as received; never print it.</summary>
    public Uri Uri { get; }

    /// <summary>Host, with the port where it is not the scheme's own.</summary>
    public string Host => Uri.Authority;

    /// <summary>When the URL says that it expires, in the storage's time; <see langword="null"/> where it does not say.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <param name="why">What is wrong, without full stop and without the query.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Url? url, out string why) =>
        Check(text, out url, out why) == UrlVerdict.Allowed && url is not null;

    /// <inheritdoc cref="TryParse"/>
    public static UrlVerdict Check(string text, out Url? url, out string why)
    {
        url = null;
        // A fragment is never sent, and with canonicalisation off it would be.
        var end = text.IndexOf('#', StringComparison.Ordinal);
        var sent = end < 0 ? text : text[..end];
        if (sent.Length > MaxLength)
        {
            why = $"it is longer than {MaxLength} characters";
            return UrlVerdict.Malformed;
        }

        // With canonicalisation off, line breaks would inject headers, and other characters would be sent as '?' or NUL.
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
    /// Where a redirect leads: RFC 3986, section 5.2, but nothing is decoded, encoded or collapsed other than the
    /// dot segments that a relative path starts with.
    /// </summary>
    public UrlVerdict Redirect(string location, out Url? target, out string why) =>
        Check(UrlReference.Resolve(_text, location), out target, out why);

    public bool SameOriginAs(Url other) =>
        Uri.Scheme == other.Uri.Scheme && Uri.Port == other.Uri.Port &&
        Uri.IdnHost.Equals(other.Uri.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Without the query, which is the secret.</summary>
    public override string ToString() => ShownAddress.Of(_text);

    private static bool Scheme(string text, string scheme) => text.StartsWith(scheme + "://", StringComparison.OrdinalIgnoreCase);

    private static UrlVerdict CheckAuthority(string sent, int start, out Url? url, out string why)
    {
        url = null;
        var length = sent.AsSpan(start).IndexOfAny('/', '?');
        var authority = length < 0 ? sent.AsSpan(start) : sent.AsSpan(start, length);
        var isRooted = length >= 0 && sent[start + length] == '/';
        var text = isRooted ? sent : $"{sent.AsSpan(0, start + authority.Length)}/{sent.AsSpan(start + authority.Length)}";

        // The host that is checked must be the host that is asked: no user information, no backslash, no escapes.
        if (authority.IsEmpty || authority.ContainsAnyExcept(s_authority) ||
            !Uri.TryCreate(text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var uri))
        {
            why = authority.Contains('@') ? "it holds a user name" : "its host is not valid";
            return UrlVerdict.Malformed;
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !IsLoopback(uri))
        {
            why = "it is not an https address";
            return UrlVerdict.Insecure;
        }

        url = new Url(text, uri);
        why = "";
        return UrlVerdict.Allowed;
    }

    private static bool IsLoopback(Uri uri) =>
        uri.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(uri.IdnHost, out var address) && IPAddress.IsLoopback(address));
}
