using System.Buffers;
using System.Globalization;
using System.Text;

namespace Fireworks.Datasets.Build.Items;

/// <summary>
/// Escapes characters that MSBuild would read as syntax, as its own <c>ProjectCollection.Escape</c> does. A task item expects its item
/// spec and its metadata in escaped form.
/// </summary>
internal static class MSBuildEscaping
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("%*?@$();'");

    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(s_special) < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (s_special.Contains(c))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:x2}");
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }

    /// <summary>Splits a list at <c>;</c> before unescaping, so that an escaped semicolon stays part of its entry.</summary>
    public static IReadOnlyList<string> SplitEscaped(string escapedList) =>
        [.. escapedList.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Unescape)];

    public static string Unescape(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                plain.Append((char)int.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }
}
