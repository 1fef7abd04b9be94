using System.Globalization;
using System.Text;

namespace Fireworks.Datasets.Names;

/// <summary>
/// Gives one form to names that some file system takes for the same name, because they differ only in case or in the
/// composition of characters (NTFS and APFS fold case, APFS and HFS+ normalise). The result does not depend on the culture.
/// </summary>
internal static class NameFolding
{
    /// <param name="name">A name, or a path with <c>/</c>, in well-formed UTF-16.</param>
    public static string Fold(string name)
    {
        if (Ascii.IsValid(name))
        {
            return name.ToUpperInvariant();
        }

        // Turkish rules equate the dotted capital I with i. Its parts would be an I and a dot.
        var parts = name.Replace('İ', 'I').Normalize(NormalizationForm.FormD).ToUpperInvariant();
        // The folding of a composed letter follows from its parts, so only characters without parts need a table.
        var folded = new StringBuilder(parts.Length);
        foreach (var c in parts)
        {
            if (Expand(c) is { } letters)
            {
                folded.Append(letters);
            }
            else if (char.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                // HFS+ ignores invisible characters when it compares names, so they are left out.
                folded.Append(c);
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// The same for tools that read more characters as one: besides, compatibility characters such as ligatures, full-width letters and
    /// the one-dot leader become the characters that they stand for.
    /// </summary>
    /// <inheritdoc cref="Fold"/>
    public static string FoldCompatible(string name) => Ascii.IsValid(name) ? name.ToUpperInvariant() : Fold(name.Normalize(NormalizationForm.FormKC));

    /// <summary>
    /// What full case folding makes of a character that is one letter to <see cref="string.ToUpperInvariant"/>, in upper case
    /// (https://www.unicode.org/Public/UCD/latest/ucd/CaseFolding.txt, status F); <see langword="null"/> for every other character.
    /// </summary>
    private static string? Expand(char c) => c switch
    {
        'ß' or 'ẞ' => "SS",
        'ſ' => "S",
        'ŉ' => "ʼN",
        'ẚ' => "Aʾ",
        'և' => "ԵՒ",
        'ﬀ' => "FF",
        'ﬁ' => "FI",
        'ﬂ' => "FL",
        'ﬃ' => "FFI",
        'ﬄ' => "FFL",
        'ﬅ' or 'ﬆ' => "ST",
        'ﬓ' => "ՄՆ",
        'ﬔ' => "ՄԵ",
        'ﬕ' => "ՄԻ",
        'ﬖ' => "ՎՆ",
        'ﬗ' => "ՄԽ",
        // Turkish rules equate the dotless i with I, which is not in that table.
        'ı' => "I",
        _ => null,
    };
}
