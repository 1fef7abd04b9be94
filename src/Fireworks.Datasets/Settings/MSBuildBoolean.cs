namespace Fireworks.Datasets.Settings;

/// <summary>Reads truth values as MSBuild does.</summary>
internal static class MSBuildBoolean
{
    /// <summary>Messages end with this, after "Allowed: ".</summary>
    public const string Allowed = "true or false (also on or off, yes or no)";

    /// <param name="text">Blank or <see langword="null"/> means not set, which is valid and gives <see langword="null"/>.</param>
    public static bool TryParse(string? text, out bool? value)
    {
        value = text?.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "ON" or "YES" => true,
            "FALSE" or "OFF" or "NO" => false,
            _ => null,
        };
        return value is not null || string.IsNullOrWhiteSpace(text);
    }
}
