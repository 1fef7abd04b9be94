using System.Text.RegularExpressions;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>The settings that <see cref="FetchSettings"/> declares, and what the package's targets say of them.</summary>
internal static partial class SettingsTable
{
    public static IReadOnlyList<Setting> All { get; } = new FetchSettings().Values.Declared;

    public static string Props { get; } = Repository.Read("nuget", "build", "Fireworks.Datasets.Build.props");

    /// <summary>Those of a build, then those that an outer build has too.</summary>
    public static string Targets { get; } =
        Repository.Read("nuget", "build", "Fireworks.Datasets.Build.targets") + Repository.Read("nuget", "build", "Fireworks.Datasets.Build.Tasks.targets");

    /// <summary>Name and value of each line of the item that carries the settings to the task.</summary>
    public static IReadOnlyList<(string Name, string Value)> Lines { get; } =
        [.. Line().Matches(Item().Match(Targets).Groups[1].Value).Select(line => (line.Groups[1].Value, line.Groups[2].Value))];

    public static string Property(Setting setting) => new FetchSettings().Values.NameOf(setting.Name);

    /// <summary>What the targets put where the user gives nothing; <see langword="null"/>: nothing.</summary>
    public static string? DefaultInTargets(Setting setting)
    {
        var match = Regex.Match(Targets, $"<(?:{Property(setting)} Condition=\"[^\"]*\"|_Fireworks{setting.Name}Default)>(.*?)</");
        return match.Success ? match.Groups[1].Value : null;
    }

    [GeneratedRegex("<_FireworksSettings Include=\"settings\">(.*?)</_FireworksSettings>", RegexOptions.Singleline)]
    private static partial Regex Item();

    [GeneratedRegex(@"<(\w+)>(.*?)</\1>")]
    private static partial Regex Line();
}
