using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Fireworks.Datasets.Service;

/// <summary>Extracts from an HTML error page, e.g. of a proxy or a gateway, the text that a person would read.</summary>
internal static partial class PlainText
{
    /// <summary>The number of bytes of a page that are read. The text that is shown of it is much shorter.</summary>
    public const int MaxLength = 16 * 1024;

    /// <param name="isWhole">Whether this is the whole page. Otherwise its last word may be half of a secret, and is left out.</param>
    public static string FromPage(ReadOnlySpan<byte> page, bool isWhole)
    {
        var text = FromHtml(Encoding.UTF8.GetString(page));
        return isWhole ? text : ForeignText.WithoutLastWord(text);
    }

    public static string FromHtml(string html) =>
        Space().Replace(WebUtility.HtmlDecode(Tag().Replace(InlineTag().Replace(Unread().Replace(html, " "), ""), " ")), " ").Trim();

    [GeneratedRegex("<(script|style)\\b.*?</\\1\\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Unread();

    /// <summary>Matches comments, and tags that do not end a word. A key of which one part is in bold type is still one word, and is recognised.</summary>
    [GeneratedRegex("<!--.*?-->|</?(?:a|b|big|code|em|font|i|kbd|mark|s|samp|small|span|strong|sub|sup|tt|u|var|wbr)(?:\\s[^<>]*)?/?>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex InlineTag();

    [GeneratedRegex("<[^>]*>?", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
