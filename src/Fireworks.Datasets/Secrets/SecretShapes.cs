using System.Text.RegularExpressions;

namespace Fireworks.Datasets.Secrets;

/// <summary>
/// What secrets look like, to tell a key that was typed where it does not belong, and to take out of a text what nobody
/// knew to be in it.
/// </summary>
internal static partial class SecretShapes
{
    public const string Hidden = "***";

    /// <summary>
    /// What a key of the service is after its prefix: letters and digits only, and many of them or a digit among them. It is no
    /// wider, or it would match ids and names of variables, such as <c>fw_trainingset</c> and <c>fw_my_key_1</c>.
    /// </summary>
    private const string Key = "(?:[A-Za-z0-9]{16,}|(?=[A-Za-z]*[0-9])[A-Za-z0-9]{8,})";

    private static readonly char[] s_separators = [' ', '\t', '\r', '\n', ';', ','];

    public static bool IsServiceKey(string value) => OnlyKey().IsMatch(value);

    /// <summary>Whether no message may repeat a value. A miss is told like any wrong value.</summary>
    /// <param name="value">Also a list, of which one entry may be a secret.</param>
    public static bool MayBeIn(string value) =>
        Array.Exists(value.Split(s_separators, StringSplitOptions.RemoveEmptyEntries), word => IsServiceKey(word) || OtherSecret().IsMatch(word));

    /// <summary>The text without queries of URLs, user information, bearer tokens, signatures and keys of the service.</summary>
    public static string Remove(string text)
    {
        text = Url().Replace(text, url => WithoutQuery(url.Value));
        text = UserInformation().Replace(text, "$1" + Hidden + "@");
        text = Scheme().Replace(text, "$1 " + Hidden);
        text = Parameter().Replace(text, "$1" + Hidden);
        return AnyKey().Replace(text, Hidden);
    }

    private static string WithoutQuery(string url)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        return query < 0 || query == url.Length - 1 ? url : string.Concat(url.AsSpan(0, query + 1), Hidden);
    }

    [GeneratedRegex("^(?:fw|fpk|sk)_" + Key + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex OnlyKey();

    /// <summary>In a text, <c>fw_</c> and eight letters are enough, while <c>sk_20260131.jsonl</c> is a file.</summary>
    [GeneratedRegex(@"\b(?:fw_[A-Za-z0-9]{8,}|(?:fpk|sk)_(?:[A-Za-z0-9]{16,}|(?=[0-9]*[A-Za-z])" + Key + "))", RegexOptions.CultureInvariant)]
    private static partial Regex AnyKey();

    /// <summary>The keys of other services, JSON web tokens, and whatever is long, with digits and small letters, without punctuation.</summary>
    [GeneratedRegex(@"^(?:(?:fw-|sk-|eyJ|ghp_|github_pat_|glpat-).{8,}|(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[a-z])[A-Za-z0-9]{24,}\z)",
        RegexOptions.CultureInvariant)]
    private static partial Regex OtherSecret();

    /// <summary>The whole of it, with or without a query: so no part of a text is looked at twice.</summary>
    [GeneratedRegex("""\bhttps?://[^\s"'<>]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Url();

    [GeneratedRegex("""(\b[a-z][a-z0-9+.-]{0,20}://)[^\s/?#"'<>]*@""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInformation();

    [GeneratedRegex("""\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    /// <summary>As storage repeats them in its error bodies: string to sign, canonical query.</summary>
    [GeneratedRegex("""\b((?:X-(?:Goog|Amz)-(?:Signature|Credential|Security-Token)|Signature|sig|GoogleAccessId|AWSAccessKeyId|token|api_?key)=)[^\s&;,"'<>]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
