using System.Text.RegularExpressions;

namespace Fireworks.Datasets.Secrets;

/// <summary>Removes from a text what looks like a secret: queries of URLs, user information, bearer tokens, signatures.</summary>
internal static partial class SecretShapes
{
    public const string Hidden = "***";

    public static string Remove(string text)
    {
        text = Url().Replace(text, url => WithoutQuery(url.Value));
        text = UserInformation().Replace(text, "$1" + Hidden + "@");
        text = Scheme().Replace(text, "$1 " + Hidden);
        text = Parameter().Replace(text, "$1" + Hidden);
        return Key().Replace(text, Hidden);
    }

    private static string WithoutQuery(string url)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        return query < 0 || query == url.Length - 1 ? url : string.Concat(url.AsSpan(0, query + 1), Hidden);
    }

    /// <summary>The whole of it, with or without a query: so no part of a text is looked at twice.</summary>
    [GeneratedRegex("""\bhttps?://[^\s"'<>]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Url();

    [GeneratedRegex("""(\b[a-z][a-z0-9+.-]{0,20}://)[^\s/?#"'<>]*@""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInformation();

    [GeneratedRegex("""\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    /// <summary>As storage repeats them in its error bodies: string to sign, canonical query.</summary>
    [GeneratedRegex("""\b((?:X-(?:Goog|Amz)-(?:Signature|Credential|Security-Token)|Signature|sig|GoogleAccessId|AWSAccessKeyId|token|api_?key)=)[^\s&;,"'<>]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    /// <summary>A Fireworks API key.</summary>
    [GeneratedRegex("""\bfw_[A-Za-z0-9]{8,}""", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
