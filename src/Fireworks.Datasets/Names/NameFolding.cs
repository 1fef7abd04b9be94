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

        var folded = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormC).ToUpperInvariant())
        {
            switch (c)
            {
                // APFS uses full case folding (Unicode CaseFolding.txt), which equates more than ToUpperInvariant does. Only its
                // common cases are covered: a ligature such as U+FB01 still differs from its two letters.
                case 'ß' or 'ẞ':
                    folded.Append("SS");
                    break;
                case 'ſ':
                    folded.Append('S');
                    break;
                // The Turkish dotless and dotted i become I, because readers and Turkish case rules may equate them with it.
                case 'ı' or 'İ':
                    folded.Append('I');
                    break;
                // HFS+ ignores invisible characters when it compares names.
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
