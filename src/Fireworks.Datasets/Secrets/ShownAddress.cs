namespace Fireworks.Datasets.Secrets;

/// <summary>Formats an address for messages. <c>***</c> replaces the query, the fragment, the user name and the password.</summary>
internal static class ShownAddress
{
    /// <param name="text">Any text that is meant as an address, also an invalid one.</param>
    public static string Of(string text)
    {
        var end = text.AsSpan().IndexOfAny('?', '#');
        var (shown, rest) = end < 0 ? (text, "") : (text[..end], $"{text[end]}{SecretShapes.Hidden}");
        var slashes = shown.IndexOf("//", StringComparison.Ordinal);
        var at = shown.LastIndexOf('@');
        var user = slashes < 0 || (at >= 0 && at < slashes) ? 0 : slashes + 2;
        if (at < 0 && end >= 0 && shown.IndexOf('/', user) < 0 && text.LastIndexOf('@') > end)
        {
            // The host follows only later. The '?' or '#' is an unescaped character of a password that begins before it.
            at = end;
        }

        return at < 0 ? shown + rest : $"{shown.AsSpan(0, user)}{SecretShapes.Hidden}{shown.AsSpan(at)}{rest}";
    }
}
