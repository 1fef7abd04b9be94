namespace Fireworks.Datasets.Secrets;

/// <summary>
/// Recognises a key that was typed where it does not belong, so that no message repeats it. A miss is told like
/// any wrong value.
/// </summary>
internal static class SecretShape
{
    private static readonly string[] s_prefixes = ["fw-", "sk-", "eyJ", "ghp_", "github_pat_", "glpat-"];
    private static readonly string[] s_prefixesOfPlainKeys = ["fw_", "fpk_", "sk_"];

    private static readonly char[] s_separators = [' ', '\t', '\r', '\n', ';', ','];

    /// <param name="value">Also a list, of which one entry may be a secret.</param>
    public static bool LooksLikeSecret(string value) =>
        value.Split(s_separators, StringSplitOptions.RemoveEmptyEntries).Any(IsSecret);

    /// <summary>Narrow enough for where an id is expected: <c>fw_</c> and then letters and digits only, many or with a digit.</summary>
    public static bool LooksLikeServiceKey(string value) => s_prefixesOfPlainKeys.Any(prefix =>
        value.StartsWith(prefix, StringComparison.Ordinal) && value.Length >= prefix.Length + 8
        && value[prefix.Length..] is var rest && rest.All(char.IsAsciiLetterOrDigit)
        && (rest.Length >= 16 || rest.Any(char.IsAsciiDigit)));

    /// <summary>The name of an environment variable that works in every shell.</summary>
    public static bool IsVariableName(string value) =>
        value.Length is > 0 and <= 100
        && !char.IsAsciiDigit(value[0])
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && !LooksLikeSecret(value);

    private static bool IsSecret(string word) => LooksLikeServiceKey(word)
        || s_prefixes.Any(prefix => word.StartsWith(prefix, StringComparison.Ordinal) && word.Length >= prefix.Length + 8)
        || (word.Length >= 24 && word.All(char.IsAsciiLetterOrDigit) && word.Any(char.IsAsciiDigit) && word.Any(char.IsAsciiLetterLower));
}
