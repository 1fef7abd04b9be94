using System.Net;
using System.Text.RegularExpressions;

namespace Fireworks.Datasets.Service;

/// <summary>Extracts from an HTML error page, e.g. of a proxy or a gateway, the text that a person would read.</summary>
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
