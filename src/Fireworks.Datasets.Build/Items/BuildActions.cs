namespace Fireworks.Datasets.Build.Items;

/// <summary>The item type that files become.</summary>
internal static class BuildActions
{
    public const string Default = "None";

    /// <summary>For the end of "Allowed: ...".</summary>
    public const string Allowed = "None, Content, EmbeddedResource, AdditionalFiles, or another item type of MSBuild";

    /// <summary>Those that the package's targets have a place for, as most projects use them.</summary>
    public static IReadOnlySet<string> NamedByTargets { get; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Default, "Content", "EmbeddedResource", "AdditionalFiles" };

    // Element names that MSBuild does not take as item types (XMakeElements), and our own items, which would come around again.
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
