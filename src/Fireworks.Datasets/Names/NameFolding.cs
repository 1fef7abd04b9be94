using System.Globalization;
using System.Text;

namespace Fireworks.Datasets.Names;

/// <summary>
/// One form for all names that some file system takes for the same: letters that differ in case only, and
/// characters that are composed in different ways (NTFS and APFS fold case, APFS and HFS+ normalise).
/// Stricter than each of them; needs no culture.
/// </summary>
internal static class NameFolding
{
    /// <param name="name">Well-formed UTF-16; a name or a path with <c>/</c>.</param>
    public static string Fold(string name)
    {
        if (Ascii.IsValid(name))
        {
            return name.ToUpperInvariant();
        }

        var folded = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormC).ToUpperInvariant())
        {
            switch (c)
            {
                // Full case folding beyond ToUpperInvariant (Unicode CaseFolding.txt), as APFS does it.
                case 'ß' or 'ẞ':
                    folded.Append("SS");
                    break;
                case 'ſ':
                    folded.Append('S');
                    break;
                // The dotless and dotted i of Turkish: the same as I for a reader, and for a build on such a machine.
                case 'ı' or 'İ':
                    folded.Append('I');
                    break;
                // HFS+ ignores what cannot be seen.
                case var _ when char.GetUnicodeCategory(c) == UnicodeCategory.Format:
                    break;
                default:
                    folded.Append(c);
                    break;
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }
}
