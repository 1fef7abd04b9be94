namespace Fireworks.Datasets.Secrets;

/// <summary>An address as messages show it: marked, and not repeated, are its query, its fragment, and the user and password before its host.</summary>
internal static class ShownAddress
{
    /// <param name="text">Any text that should have been an address.</param>
    public static string Of(string text)
    {
        var end = text.AsSpan().IndexOfAny('?', '#');
        var (shown, rest) = end < 0 ? (text, "") : (text[..end], $"{text[end]}{SecretShapes.Hidden}");
        var slashes = shown.IndexOf("//", StringComparison.Ordinal);
        var at = shown.LastIndexOf('@');
        var user = slashes < 0 || (at >= 0 && at < slashes) ? 0 : slashes + 2;
        if (at < 0 && end >= 0 && shown.IndexOf('/', user) < 0 && text.LastIndexOf('@') > end)
        {
            // The host is still to come: '?' or '#' stands unescaped in a password, of which the first part is before it.
            at = end;
        }

        return at < 0 ? shown + rest : $"{shown.AsSpan(0, user)}{SecretShapes.Hidden}{shown.AsSpan(at)}{rest}";
    }
}
