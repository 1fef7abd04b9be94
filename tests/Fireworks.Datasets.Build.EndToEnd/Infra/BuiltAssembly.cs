using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>What is in a built assembly, read without loading it.</summary>
/// <param name="Resources">By their names as a program asks for them.</param>
/// <param name="Metadata">The AssemblyMetadata attributes.</param>
internal sealed record BuiltAssembly(IReadOnlyDictionary<string, string> Resources, IReadOnlyDictionary<string, string> Metadata)
{
    public static BuiltAssembly Read(string file)
    {
        using var image = new PEReader(new MemoryStream(File.ReadAllBytes(file)));
        var metadata = image.GetMetadataReader();
        return new BuiltAssembly(
            metadata.ManifestResources.Select(metadata.GetManifestResource).Where(resource => resource.Implementation.IsNil)
                .ToDictionary(resource => metadata.GetString(resource.Name), resource => Contents(image, resource.Offset)),
            metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute)
                .Where(attribute => TypeName(metadata, attribute) == "AssemblyMetadataAttribute").Select(attribute => Values(metadata, attribute))
                .ToDictionary(value => value.Name, value => value.Value));
    }

    /// <summary>The files that its debug information names: sources, and where the debug information itself was.</summary>
    public static IReadOnlyList<string> Sources(byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly));
        var sources = new List<string>();
        foreach (var entry in image.ReadDebugDirectory())
        {
            switch (entry.Type)
            {
                case DebugDirectoryEntryType.CodeView:
                    sources.Add(image.ReadCodeViewDebugDirectoryData(entry).Path);
                    break;
                case DebugDirectoryEntryType.EmbeddedPortablePdb:
                    using (var symbols = image.ReadEmbeddedPortablePdbDebugDirectoryData(entry))
                    {
                        var reader = symbols.GetMetadataReader();
                        sources.AddRange(reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)));
                    }

                    break;
            }
        }

        return sources;
    }

    private static string Contents(PEReader image, long offset)
    {
        var reader = image.GetSectionData(image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress + (int)offset).GetReader();
        return Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32()));
    }

    private static string? TypeName(MetadataReader metadata, CustomAttribute attribute) => attribute.Constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
        ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name)
        : null;

    private static (string Name, string Value) Values(MetadataReader metadata, CustomAttribute attribute)
    {
        var reader = metadata.GetBlobReader(attribute.Value);
        reader.ReadUInt16();
        return (reader.ReadSerializedString()!, reader.ReadSerializedString()!);
    }
}
