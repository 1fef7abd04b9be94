using Fireworks.Datasets.Names;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.Build.Items;

/// <summary>Reads the metadata of one item and collects the problems found in it.</summary>
internal sealed class ItemValues(string dataset, Func<string, string?> metadata)
{
    /// <summary>All that is wrong with the item.</summary>
    public ProblemList Problems { get; } = new();

    public bool Boolean(string name)
    {
        var text = metadata(name);
        if (!MSBuildBoolean.TryParse(text, out var value))
        {
            Invalid(name, text!, MSBuildBoolean.Allowed);
        }

        return value ?? false;
    }

    /// <param name="filter">The item's filter; <see langword="null"/> where it is not valid.</param>
    public string BuildAction(FileFilter? filter)
    {
        var text = metadata("BuildAction")?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return BuildActions.Default;
        }

        if (!BuildActions.IsValid(text))
        {
            Invalid("BuildAction", text, BuildActions.Allowed);
        }
        else if (BuildActions.IsObeyed(text) && filter is { IsLiteral: false })
        {
            Invalid("BuildAction", text, $"{text}, whose files a build obeys, only where Files names each file literally, without '*' and '?'");
        }

        return text;
    }

    /// <returns>The rule in MSBuild's spelling; <see langword="null"/> where none is given, or it is not valid.</returns>
    public string? Copy(string name)
    {
        var text = metadata(name);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (CopyRule.Parse(text) is { } rule)
        {
            return rule;
        }

        Invalid(name, text, CopyRule.Allowed);
        return null;
    }

    private void Invalid(string name, string value, string allowed) =>
        Problems.Add(Problem.InvalidSetting(name, value, allowed, dataset));
}
