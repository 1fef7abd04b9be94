using System.Net;

namespace Fireworks.Datasets.Secrets;

/// <summary>Decodes a character reference of HTML.</summary>
internal static class HtmlEntity
{
    /// <param name="entity">The whole reference, e.g. <c>&amp;#x66;</c>.</param>
    /// <returns>What it stands for; <see langword="null"/> where it is no reference.</returns>
    public static string? Decode(string entity) =>
        Punctuation(entity) ?? (WebUtility.HtmlDecode(entity) is var decoded && decoded != entity ? decoded : null);

    /// <summary>.NET knows the names of HTML 4. HTML 5 has names also for the punctuation of ASCII, of which keys are made.</summary>
    private static string? Punctuation(string entity) => entity switch
    {
        "&excl;" => "!",
        "&QUOT;" => "\"",
        "&num;" => "#",
        "&dollar;" => "$",
        "&percnt;" => "%",
        "&AMP;" => "&",
        "&lpar;" => "(",
        "&rpar;" => ")",
        "&ast;" or "&midast;" => "*",
        "&plus;" => "+",
        "&comma;" => ",",
        "&period;" => ".",
        "&sol;" => "/",
        "&colon;" => ":",
        "&semi;" => ";",
        "&LT;" => "<",
        "&equals;" => "=",
        "&GT;" => ">",
        "&quest;" => "?",
        "&commat;" => "@",
        "&lsqb;" or "&lbrack;" => "[",
        "&bsol;" => "\\",
        "&rsqb;" or "&rbrack;" => "]",
        "&Hat;" => "^",
        "&lowbar;" or "&UnderBar;" => "_",
        "&grave;" => "`",
        "&lcub;" or "&lbrace;" => "{",
        "&verbar;" or "&vert;" or "&VerticalLine;" => "|",
        "&rcub;" or "&rbrace;" => "}",
        "&Tab;" => "\t",
        "&NewLine;" => "\n",
        "&ZeroWidthSpace;" or "&NoBreak;" or "&InvisibleComma;" or "&InvisibleTimes;" or "&ApplyFunction;" => "",
        _ => null,
    };
}
