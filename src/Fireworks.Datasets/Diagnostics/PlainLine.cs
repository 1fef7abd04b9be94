using System.Globalization;
using System.Text;

namespace Fireworks.Datasets.Diagnostics;

/// <summary>
/// Makes a text one line without anything that a terminal or an editor obeys: line breaks, escape sequences, controls that turn
/// the direction of text, and invisible characters.
/// </summary>
internal static class PlainLine
{
    /// <summary>
    /// Returns the text with a space in the place of each control character, line break and invisible character, and U+FFFD in
    /// the place of what is no character. Nothing is left out, so that what such a character kept apart does not come together.
    /// </summary>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        // The enumeration gives U+FFFD for half a surrogate pair.
        foreach (var rune in text.EnumerateRunes())
        {
            line.Append(Shown(rune).ToString());
        }

        return line.ToString();
    }

    private static Rune Shown(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => new(' '),
        UnicodeCategory.OtherNotAssigned => Rune.ReplacementChar,
        _ => rune,
    };
}
