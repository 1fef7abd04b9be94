namespace Fireworks.Datasets.Settings;

/// <summary>Truth values as MSBuild reads them.</summary>
internal static class MSBuildBoolean
{
    /// <summary>For the end of "Allowed: ...".</summary>
    public const string Allowed = "true or false (also on or off, yes or no)";

    /// <param name="text">Empty or <see langword="null"/> means not set, which is valid.</param>
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
