using System.Globalization;
using System.Text.RegularExpressions;

namespace Fireworks.Datasets.Diagnostics;

/// <summary>
/// Marks a foreign text within a message, with the length to which it is cut. The cut happens only on the way to the log, after
/// secrets were removed: the half of a key that a cut leaves would not be recognised any more. The marks are code points that are
/// no characters, and no foreign text keeps them.
/// </summary>
internal static partial class ForeignText
{
    private const char Begin = '\uFDD0', Separator = '\uFDD1', End = '\uFDD2', Replacement = '\uFFFD';

    /// <summary>In characters, before secrets are removed. It bounds the memory for a message and is far above each limit.</summary>
    private const int MaxLength = 64 * 1024;

    /// <param name="limit">The most characters that are shown.</param>
    public static string Mark(string text, int limit)
    {
        text = text.Trim();
        // This method runs for each file. Most texts are short and plain, and need neither marks nor a copy.
        if (text.Length <= limit && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        var kept = text.Length > MaxLength ? WithoutLastWord(text[..MaxLength]) : text;
        return string.Create(CultureInfo.InvariantCulture, $"{Begin}{limit}{Separator}{WithoutMarks(kept)}{End}");
    }

    /// <summary>Replaces each marked text by what is shown of it.</summary>
    /// <param name="withoutSecrets">Removes secrets from a text.</param>
    public static string Show(string message, Func<string, string> withoutSecrets) => !message.Contains(Begin)
        ? message
        : Marked().Replace(message, match => Cut(PlainLine.Of(withoutSecrets(match.Groups["text"].Value)).Trim(), match.Groups["limit"].ValueSpan));

    /// <summary>
    /// Returns the text without its last word. Where a text was broken off, for whatever reason, its last word may be a half of a
    /// secret.
    /// </summary>
    public static string WithoutLastWord(string text)
    {
        var end = text.Length;
        while (end > 0 && !char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return text[..end].TrimEnd();
    }

    private static string Cut(string line, ReadOnlySpan<char> limit) =>
        int.Parse(limit, NumberStyles.None, CultureInfo.InvariantCulture) is var most && line.Length <= most ? line : $"{line.AsSpan(0, most)}...";

    private static string WithoutMarks(string text) =>
        text.Replace(Begin, Replacement).Replace(Separator, Replacement).Replace(End, Replacement);

    [GeneratedRegex("\uFDD0(?<limit>[0-9]{1,6})\uFDD1(?<text>[^\uFDD0-\uFDD2]*)\uFDD2", RegexOptions.CultureInvariant)]
    private static partial Regex Marked();
}
