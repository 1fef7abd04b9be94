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

    // Item types whose files a build compiles, loads or obeys, whatever their names are: those of the SDK and its compilers, analyzers,
    // linker, trimmer and package manager, and those of XAML, Razor, Protocol Buffers, TypeScript, parser generators, Android and iOS.
    private static readonly HashSet<string> s_obeyed = new(StringComparer.OrdinalIgnoreCase)
    {
        "AddModules", "Analyzer", "AndroidEnvironment", "AndroidJavaSource", "AndroidLibrary", "AndroidManifestOverlay", "AndroidNativeLibrary",
        "AndroidResource", "Antlr4", "ApplicationDefinition", "AssemblyAttribute", "AvaloniaXaml", "BaseApplicationManifest", "BuildOutputInPackage",
        "COMReference", "ClCompile", "CodeAnalysisDictionary", "Compile", "CompileAfter", "CompileBefore", "DirectPInvoke", "DirectPInvokeList",
        "EditorConfigFiles", "EntityDeploy", "FileWrites", "FsLex", "FsYacc", "GlobalAnalyzerConfigFiles", "IlcArg", "InternalsVisibleTo",
        "LinkDescription", "LinkerArg", "ManagedAssemblyToLink", "MauiXaml", "NativeFileReference", "NativeLibrary", "NativeReference",
        "ObjcBindingApiDefinition", "ObjcBindingCoreSource", "PRIResource", "PackageReference", "Page", "PotentialEditorConfigFiles",
        "ProjectReference", "Protobuf", "RazorCompile", "RazorComponent", "RazorGenerate", "RdXmlFile", "Reference", "ReferencePath",
        "ReferenceSatellitePaths", "ReqnrollFeatureFiles", "ResolvedAnalyzers", "RuntimeHostConfigurationOption", "RuntimePackAsset",
        "ScopedCssInput", "ServiceWorker", "SpecFlowFeatureFiles", "StaticWebAsset", "StaticWebAssetEndpoint", "TransformFile",
        "TrimmerRootDescriptor", "TypeScriptCompile", "Using",
    };

    // The SDK's lists of assemblies and of files for the output's root have such names: ReferencePathWithRefAssemblies, ReferenceCopyLocalPaths.
    private static readonly string[] s_endsOfObeyed = ["Assemblies", "Assembly", "Compile", "LocalItems", "LocalPaths", "Reference", "References", "ToPublish", "WithTargetPath"];

    /// <summary>
    /// Whether a build obeys files of this item type whatever their names are, so that a server must not add one. A name with an underscore
    /// is one of a target's own.
    /// </summary>
    public static bool IsObeyed(string name) => s_obeyed.Contains(name) || name[0] == '_'
        || Array.Exists(s_endsOfObeyed, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 200
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
        && !s_reserved.Contains(name);
}
