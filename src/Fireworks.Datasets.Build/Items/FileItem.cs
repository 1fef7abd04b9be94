using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Fireworks.Datasets.Build.Items;

/// <summary>Makes items of the build for files in place.</summary>
internal static class FileItem
{
    public static TaskItem At(string fullPath) => new(MSBuildEscaping.Escape(fullPath));

    /// <summary>Makes the item of a file, with the metadata that both fetching tasks return.</summary>
    public static TaskItem Create(FetchedFile file) => Describe(At(file.FullPath), file);

    /// <summary>Makes the item of a file, also with the metadata of the dataset item and with what its build action needs.</summary>
    public static TaskItem Create(FetchedFile file, TaskItem template, ItemPlacement placement)
    {
        var result = Describe(new TaskItem(template) { ItemSpec = MSBuildEscaping.Escape(file.FullPath) }, file);
        // MSBuild sets this where an item is copied. Here it would name the template, and no file.
        result.RemoveMetadata("OriginalItemSpec");
        var path = MSBuildEscaping.Escape(placement.LinkBase.PathOf(file.Name));
        result.SetMetadata("Link", path);
        if (placement.IsEmbedded)
        {
            result.SetMetadata("LogicalName", path);
        }

        if (file.Name.LastIndexOf('/') is > 0 and var end)
        {
            // Without this, pack puts every file directly into its PackagePath, and two files of the same name over each other.
            result.SetMetadata("NuGetRecursiveDir", MSBuildEscaping.Escape(file.Name[..end]));
        }

        return result;
    }

    /// <summary>Makes an item with the metadata that all files of one dataset item have in common.</summary>
    public static TaskItem Template(ITaskItem source, ItemPlacement placement)
    {
        var template = new TaskItem("_");
        source.CopyMetadataTo(template);
        template.SetMetadata("BuildAction", placement.BuildAction);
        template.SetMetadata("LinkBase", MSBuildEscaping.Escape(placement.LinkBase.Value));
        template.SetMetadata("CopyToOutputDirectory", placement.CopyToOutputDirectory);
        if (placement.IsEmbedded)
        {
            // Without these, a file such as data.uk.json goes into a satellite assembly, and a .resx file is compiled.
            template.SetMetadata("WithCulture", "false");
            template.SetMetadata("Type", "Non-Resx");
        }

        if (placement.IsContent && source.GetMetadata("PackagePath").Length == 0)
        {
            // Pack uses these two folders by default, but with the path of the intermediate folder in place of the LinkBase.
            var folder = placement.LinkBase.IsRoot ? "" : template.GetMetadata("LinkBase") + "/";
            template.SetMetadata("PackagePath", $"content/{folder};contentFiles/any/any/{folder}");
        }

        return template;
    }

    private static TaskItem Describe(TaskItem item, FetchedFile file)
    {
        item.SetMetadata("Account", file.Dataset.Name.Account);
        item.SetMetadata("Dataset", file.Dataset.Name.Dataset);
        item.SetMetadata("File", MSBuildEscaping.Escape(file.Name));
        item.SetMetadata("Sha256", file.Content.Digest.ToString());
        item.SetMetadata("Length", file.Content.Length.ToString(CultureInfo.InvariantCulture));
        return item;
    }
}
