using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Settings;

/// <summary>The name of an environment variable, as a setting that must not be the secret itself.</summary>
internal static class EnvironmentVariableName
{
    private const int MaxLength = 100;

    /// <summary>A name that works in every shell.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= MaxLength
        && !char.IsAsciiDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && !SecretShapes.MayBeIn(text);
}
