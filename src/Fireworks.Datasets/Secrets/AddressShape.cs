using System.Text.RegularExpressions;

namespace Fireworks.Datasets.Secrets;

/// <summary>
/// Recognises in a text the parts of addresses that may be credentials: user information, however malformed, and queries. A
/// password may contain each character that would end it in a proper address, so the last <c>@</c> counts.
/// </summary>
internal static partial class AddressShape
{
    /// <param name="found">Gets the start and the end of each part, which is not empty.</param>
    public static void Find(string text, Action<int, int> found)
    {
        for (var match = Address().Match(text); match.Success; match = match.NextMatch())
        {
            var address = match.Groups["address"];
            FindIn(address.ValueSpan, (start, end) => found(address.Index + start, address.Index + end));
        }

        for (var match = UserInformation().Match(text); match.Success; match = match.NextMatch())
        {
            var secret = match.Groups["secret"];
            found(secret.Index, secret.Index + secret.Length);
        }
    }

    /// <param name="address">What follows <c>scheme://</c>.</param>
    private static void FindIn(ReadOnlySpan<char> address, Action<int, int> found)
    {
        var at = Math.Max(address.LastIndexOf('@'), address.LastIndexOf("%40", StringComparison.Ordinal));
        var authority = address.IndexOfAny("/?#\\") is var end and >= 0 ? address[..end] : address;
        if (at > 0)
        {
            found(0, at);
        }
        else if (authority is not ['[', ..] && authority.IndexOf(':') is var colon and >= 0 && authority[(colon + 1)..].TrimEnd(".,:;!)]") is not [] and [< '0' or > '9', ..])
        {
            // What follows the colon is no port, so it may be a password whose host is missing.
            found(0, authority.Length);
        }

        var query = address.IndexOf('?');
        if (query >= 0 && query + 1 < address.Length)
        {
            found(query + 1, address.Length);
        }
    }

    /// <summary>Matches a whole address, so that no part of a text is scanned twice. A scheme of one letter is a drive of Windows.</summary>
    [GeneratedRegex("""\b[a-z][a-z0-9+.-]{1,20}:[/\\]{1,6}(?<address>[^\s"'<>]*)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    /// <summary>Matches <c>user:password@</c> without a scheme. The lengths are bounded, so that hostile text takes linear time.</summary>
    [GeneratedRegex("""(?<![^\s"'<>:@/\\])(?!mailto:)(?<secret>[^\s"'<>:@/\\]{1,64}:(?![/\\])[^\s"'<>@]{1,64})@""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInformation();
}
