using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Settings;

/// <summary>Checks a setting that names an environment variable with a secret. The setting must not be the secret itself.</summary>
internal static class EnvironmentVariableName
{
    private const int MaxLength = 100;

    /// <summary>Whether the text is a name that works in every shell and does not look like a secret.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= MaxLength
        && !char.IsAsciiDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && !SecretShapes.MayBeIn(text);
}
