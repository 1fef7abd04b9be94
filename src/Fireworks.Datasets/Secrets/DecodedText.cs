using System.Globalization;
using System.Text;

namespace Fireworks.Datasets.Secrets;

/// <summary>
/// A text as its reader gets it in the end: percent, HTML and JSON escapes are decoded, and tags and characters that nobody sees
/// are left out. A secret that was interrupted or encoded is whole in it. Each character knows the part of the original text that
/// it stands for.
/// </summary>
internal sealed class DecodedText
{
    private const int LongestEntity = 32, LongestTag = 256;

    private readonly StringBuilder _text = new();
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];
    private readonly bool _withSpace;

    private DecodedText(bool withSpace) => _withSpace = withSpace;

    /// <param name="withSpace">Whether white space is kept. Without it, also a secret over several lines is found.</param>
    public static DecodedText Of(string text, bool withSpace)
    {
        var decoded = new DecodedText(withSpace);
        for (var i = 0; i < text.Length;)
        {
            var length = Read(text.AsSpan(i), out var characters);
            foreach (var character in characters ?? text.AsSpan(i, 1))
            {
                decoded.Add(character, i, i + length);
            }

            i += length;
        }

        return decoded;
    }

    public override string ToString() => _text.ToString();

    /// <summary>The part of the original text that a part of this text stands for.</summary>
    /// <param name="length">At least 1.</param>
    public (int Start, int End) Origin(int start, int length) => (_starts[start], _ends[start + length - 1]);

    private void Add(char character, int start, int end)
    {
        if (!IsUnseen(character) && (_withSpace || !char.IsWhiteSpace(character)))
        {
            // The forms of ASCII characters for East Asian typography look like them.
            _text.Append(character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character);
            _starts.Add(start);
            _ends.Add(end);
        }
    }

    private static bool IsUnseen(char character) => character >= '\x7f'
        ? char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark
            || character is '\u115F' or '\u1160' or '\u3164' or '\uFFA0' or '\uFFFD' or >= '\uDB40' and <= '\uDB43' or >= '\uDC00' and <= '\uDFFF'
        : char.IsControl(character) && !char.IsWhiteSpace(character);

    /// <summary>Reads one escape, tag or character.</summary>
    /// <param name="decoded">What it stands for; <see langword="null"/> where that is the character itself.</param>
    /// <returns>The number of characters that were read, at least 1.</returns>
    private static int Read(ReadOnlySpan<char> text, out string? decoded)
    {
        decoded = null;
        return text[0] switch
        {
            '%' => ReadPercent(text, out decoded),
            '&' => ReadEntity(text, out decoded),
            '\\' => ReadBackslash(text, out decoded),
            '<' => ReadTag(text, out decoded),
            _ => 1,
        };
    }

    /// <summary>Reads <c>%41</c>, which may be encoded again: <c>%2541</c>, <c>%252541</c>.</summary>
    private static int ReadPercent(ReadOnlySpan<char> text, out string? decoded)
    {
        var digits = 1;
        while (text[digits..].StartsWith("25", StringComparison.Ordinal))
        {
            digits += 2;
        }

        decoded = Hexadecimal(text[digits..], 2) is { } character and < '\x80' ? character.ToString() : null;
        return decoded is null ? 1 : digits + 2;
    }

    private static int ReadEntity(ReadOnlySpan<char> text, out string? decoded)
    {
        var length = text[..Math.Min(text.Length, LongestEntity)].IndexOf(';') + 1;
        decoded = length > 0 ? HtmlEntity.Decode(text[..length].ToString()) : null;
        return decoded is null ? 1 : length;
    }

    private static int ReadBackslash(ReadOnlySpan<char> text, out string? decoded)
    {
        var (prefix, digits) = text.Length > 1 ? text[1] switch { 'u' => (2, 4), 'x' => (2, 2), _ => (1, 0) } : (1, 0);
        if (text.Length > 1 && text[1] is 'n' or 'r' or 't' or 'b' or 'f')
        {
            decoded = " ";
            return 2;
        }

        decoded = digits > 0 ? Hexadecimal(text[prefix..], digits)?.ToString() : text.Length > 1 && text[1] is '/' or '"' ? "" : null;
        return decoded is null ? 1 : prefix + digits;
    }

    private static int ReadTag(ReadOnlySpan<char> text, out string? decoded)
    {
        var end = text[1..Math.Min(text.Length, LongestTag)].IndexOfAny('<', '>') + 1;
        var isTag = end > 1 && text[end] == '>' && (char.IsAsciiLetter(text[1]) || text[1] is '/' or '!');
        decoded = isTag ? "" : null;
        return isTag ? end + 1 : 1;
    }

    private static char? Hexadecimal(ReadOnlySpan<char> text, int digits) =>
        text.Length >= digits && ushort.TryParse(text[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? (char)value : null;
}
