namespace Fireworks.Datasets.Build.Items;

/// <summary>The item types that files of a dataset can become.</summary>
internal static class BuildActions
{
    public const string Default = "None";

    /// <summary>Messages end with this, after "Allowed: ".</summary>
    public const string Allowed = "None, Content, EmbeddedResource, AdditionalFiles, or another item type of MSBuild";

    /// <summary>The item types that the package's targets name, because most projects use no others.</summary>
    public static IReadOnlySet<string> NamedByTargets { get; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Default, "Content", "EmbeddedResource", "AdditionalFiles" };

    // MSBuild accepts no element name as an item type (XMakeElements in its sources). The last two are this package's own item types:
    // a file that became one of them would be taken for a dataset, or listed twice.
    private static readonly HashSet<string> s_reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "VisualStudioProject", "Project", "Target", "PropertyGroup", "Output", "ItemGroup", "ItemDefinitionGroup", "UsingTask",
        "ProjectExtensions", "OnError", "Choose", "When", "Otherwise", "ImportGroup", "Import", "Sdk",
        "FireworksDataset", "FireworksDatasetFile",
    };

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 200
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
        && !s_reserved.Contains(name);
}
