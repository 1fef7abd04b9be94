using System.Text.RegularExpressions;

namespace Fireworks.Datasets.Secrets;

/// <summary>
/// Recognises secrets by their shape. This detects a key in a setting where no key belongs, and removes secrets from a text
/// without knowing them.
/// </summary>
internal static partial class SecretShapes
{
    public const string Hidden = "***";

    /// <summary>
    /// Matches what follows the prefix of a service key: at least 16 letters and digits, or at least 8 with a digit among them.
    /// A wider pattern would match ids and names of variables, such as <c>fw_trainingset</c> and <c>fw_my_key_1</c>.
    /// </summary>
    private const string Key = "(?:[A-Za-z0-9]{16,}|(?=[A-Za-z]*[0-9])[A-Za-z0-9]{8,})";

    private static readonly char[] s_separators = [' ', '\t', '\r', '\n', ';', ','];

    public static bool IsServiceKey(string value) => OnlyKey().IsMatch(value);

    /// <summary>Whether a value may be a secret, so that no message may repeat it.</summary>
    /// <param name="value">One value or a list. One entry that may be a secret is enough.</param>
    public static bool MayBeIn(string value) =>
        Array.Exists(value.Split(s_separators, StringSplitOptions.RemoveEmptyEntries), word => IsServiceKey(word) || OtherSecret().IsMatch(word));

    /// <summary>Finds the queries of URLs, user information, bearer tokens, signatures and service keys in a text.</summary>
    /// <param name="found">Gets the start and the end of each.</param>
    public static void Find(string text, Action<int, int> found)
    {
        AddressShape.Find(text, found);
        foreach (var shape in (Regex[])[Scheme(), Parameter(), AnyKey()])
        {
            for (var match = shape.Match(text); match.Success; match = match.NextMatch())
            {
                var secret = match.Groups["secret"];
                found(secret.Index, secret.Index + secret.Length);
            }
        }
    }

    [GeneratedRegex("^(?:fw|fpk|sk)_" + Key + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex OnlyKey();

    /// <summary>Within a text, <c>fw_</c> and eight letters are a key, but <c>sk_20260131.jsonl</c> is the name of a file.</summary>
    [GeneratedRegex(@"\b(?<secret>fw_[A-Za-z0-9]{8,}|(?:fpk|sk)_(?:[A-Za-z0-9]{16,}|(?=[0-9]*[A-Za-z])" + Key + "))", RegexOptions.CultureInvariant)]
    private static partial Regex AnyKey();

    /// <summary>Matches keys of other services, JSON web tokens, and 24 or more alphanumerics with a digit and a small letter.</summary>
    [GeneratedRegex(@"^(?:(?:fw-|sk-|eyJ|ghp_|github_pat_|glpat-).{8,}|(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[a-z])[A-Za-z0-9]{24,}\z)",
        RegexOptions.CultureInvariant)]
    private static partial Regex OtherSecret();

    [GeneratedRegex("""\b(?:Bearer|Basic)\s+(?<secret>[A-Za-z0-9._~+/=-]{6,})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    /// <summary>Matches parameters of signed URLs, which storage repeats in its error bodies without the rest of the URL.</summary>
    [GeneratedRegex("""\b(?:X-(?:Goog|Amz)-(?:Signature|Credential|Security-Token)|Signature|sig|GoogleAccessId|AWSAccessKeyId|token|api_?key)=(?<secret>[^\s&;,"'<>]+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
