using System.Net;
using System.Text.RegularExpressions;

namespace Fireworks.Datasets.Service;

/// <summary>What a person would read on an error page of a proxy or a gateway.</summary>
internal static partial class PlainText
{
    public static string FromHtml(string html) =>
        Space().Replace(WebUtility.HtmlDecode(Tag().Replace(Unread().Replace(html, " "), " ")), " ").Trim();

    [GeneratedRegex("<!--.*?-->|<(script|style)\\b.*?</\\1\\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Unread();

    [GeneratedRegex("<[^>]*>?", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
