using System.Globalization;
using System.Text;

namespace Fireworks.Datasets.Names;

/// <summary>
/// The rules for one segment of a path, so that it can exist on every platform and means the same on each. All rules apply
/// on all platforms, because a dataset that builds on Linux must not fail on a colleague's Windows machine.
/// </summary>
internal static class SegmentRules
{
    /// <summary>NAME_MAX of Linux, in UTF-8 bytes. A name within it also satisfies the limits of NTFS (255 UTF-16 units) and APFS.</summary>
    public const int MaxBytes = 255;

    /// <summary>The start of all names that are reserved for this package's own files.</summary>
    public const string OwnPrefix = ".fireworks";

    private static readonly string s_ownPrefix = NameFolding.Fold(OwnPrefix);

    /// <returns>The rule that the segment breaks, for a message; <see langword="null"/> if it breaks none.</returns>
    public static string? FindFault(ReadOnlySpan<char> segment)
    {
        if (segment.IsEmpty)
        {
            return "it has an empty segment (a '/' at the start or the end, or two in a row)";
        }

        if (segment is "." or "..")
        {
            return $"'{segment}' as a segment could leave the folder";
        }

        return FindForbiddenCharacter(segment)
            ?? (segment[^1] is '.' or ' ' ? "a segment ends with a dot or a space, which Windows drops" : null)
            ?? (IsBlank(segment[^1]) || (IsBlank(segment[0]) && segment[0] != ' ') ? "a segment begins or ends with a blank character, which tools trim" : null)
            ?? (DeviceName.IsReserved(segment) ? "a segment is a reserved device name of Windows" : null)
            ?? (IsShortName(segment) ? "a segment looks like a short (8.3) name of Windows, which can stand for another file" : null)
            ?? (CiCommands.IsIn(segment) ? "CI systems would take a part of it for a command, since builds print names of files" : null)
            ?? FindReservedName(NameFolding.FoldCompatible(segment.ToString()))
            ?? (Encoding.UTF8.GetByteCount(segment) > MaxBytes ? $"a segment is longer than {MaxBytes} bytes in UTF-8" : null);
    }

    private static string? FindForbiddenCharacter(ReadOnlySpan<char> segment)
    {
        for (var i = 0; i < segment.Length;)
        {
            // A lone surrogate has no UTF-8 form, so names on Linux and macOS cannot contain it.
            if (Rune.DecodeFromUtf16(segment[i..], out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                return $"it has half a surrogate pair (U+{(int)segment[i]:X4})";
            }

            if (Forbidden(rune) is { } what)
            {
                return what;
            }

            i += used;
        }

        return null;
    }

    private static string? Forbidden(Rune rune) => rune.Value switch
    {
        '\\' => "it has a backslash, which separates folders on Windows",
        ':' => "it has a colon, which names a drive or a stream on Windows",
        '*' or '?' or '<' or '>' or '|' or '"' => $"it has the character {rune}, which Windows does not allow",
        // Zero-width joiners are part of words in several scripts. They cannot hide a collision, because NameFolding drops them.
        0x200C or 0x200D => null,
        _ when rune.Value < 0x80 && rune.Value is >= 0x20 and not 0x7F => null,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => $"it has a control character (U+{rune.Value:X4})",
            UnicodeCategory.Format => $"it has an invisible character (U+{rune.Value:X4}), which can make a name look like another",
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => $"it has a line break (U+{rune.Value:X4})",
            _ when (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF =>
                $"it has a code point that is no character (U+{rune.Value:X4})",
            _ => null,
        },
    };

    /// <param name="folded">The segment as <see cref="NameFolding.FoldCompatible"/> gives it, in which a full-width dot is a dot.</param>
    private static string? FindReservedName(string folded) =>
        folded.Length == 0 ? "a segment has no character that can be seen"
        : folded.StartsWith(s_ownPrefix, StringComparison.Ordinal) ? $"names that start with '{OwnPrefix}' are kept for this package's own files"
        : folded is "." or ".." ? "a segment reads as '.' or '..' to tools that normalise names"
        : null;

    /// <summary>White space, and letters and symbols that are drawn as nothing.</summary>
    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u115F' or '\u1160' or '\u2800' or '\u3164' or '\uFFA0';

    /// <summary>Recognises e.g. <c>FIREWO~1</c> and <c>TRAINI~2.JSO</c>. On Windows such a name can open a file with a longer name.</summary>
    private static bool IsShortName(ReadOnlySpan<char> segment)
    {
        var dot = segment.LastIndexOf('.');
        var stem = dot < 0 ? segment : segment[..dot];
        var extension = dot < 0 ? default : segment[(dot + 1)..];
        var tilde = stem.LastIndexOf('~');
        return stem.Length <= 8 && extension.Length <= 3 && tilde > 0 && tilde < stem.Length - 1
            && stem[(tilde + 1)..].IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
