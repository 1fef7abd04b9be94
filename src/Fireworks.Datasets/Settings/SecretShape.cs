namespace Fireworks.Datasets.Settings;

/// <summary>
/// Recognises a key that was typed where it does not belong, so that no message repeats it. Being wrong costs little
/// either way: the value is refused or used as before, only the message differs.
/// </summary>
internal static class SecretShape
{
    private static readonly string[] s_prefixes = ["fw_", "fw-", "fpk_", "sk-", "sk_", "eyJ", "ghp_", "github_pat_", "glpat-", "Bearer "];

    public static bool LooksLikeSecret(string value)
    {
        var text = value.Trim();
        return s_prefixes.Any(prefix => text.StartsWith(prefix, StringComparison.Ordinal) && text.Length >= prefix.Length + 8)
            || (text.Length >= 24 && text.All(char.IsAsciiLetterOrDigit) && text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetterLower));
    }

    /// <summary>The name of an environment variable that works in every shell.</summary>
    public static bool IsVariableName(string value) =>
        value.Length is > 0 and <= 100
        && !char.IsAsciiDigit(value[0])
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && !LooksLikeSecret(value);
}
