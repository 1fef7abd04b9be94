namespace Fireworks.Datasets.Build.Items;

/// <summary>The values of <c>CopyToOutputDirectory</c> and <c>CopyToPublishDirectory</c>, as in MSBuild.</summary>
internal static class CopyRule
{
    public const string Never = "Never";
    public const string PreserveNewest = "PreserveNewest";

    private static readonly string[] s_all = [Never, PreserveNewest, "Always", "IfDifferent"];

    /// <summary>Messages end with this, after "Allowed: ".</summary>
    public static string Allowed => string.Join(", ", s_all);

    /// <summary>The rule for files of a build action, where the user gives none.</summary>
    public static string DefaultFor(string buildAction) =>
        buildAction.Equals("None", StringComparison.OrdinalIgnoreCase) || buildAction.Equals("Content", StringComparison.OrdinalIgnoreCase)
            ? PreserveNewest
            : Never;

    /// <returns>The rule in MSBuild's spelling; <see langword="null"/> where the text is no rule.</returns>
    public static string? Parse(string text) =>
        Array.Find(s_all, rule => rule.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));

    public static bool Copies(string? rule) => !string.IsNullOrWhiteSpace(rule) && !rule.Trim().Equals(Never, StringComparison.OrdinalIgnoreCase);
}
