using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Fireworks.Datasets.Build.Items;

/// <summary>Files in place as items of the build.</summary>
internal static class FileItem
{
    public static TaskItem At(string fullPath) => new(MSBuildEscaping.Escape(fullPath));

    /// <summary>As both tasks return it.</summary>
    public static TaskItem Create(FetchedFile file) => Describe(At(file.FullPath), file);

    /// <summary>With the metadata of the item that asked for it, and what its build action needs.</summary>
    public static TaskItem Create(FetchedFile file, TaskItem template, ItemPlacement placement)
    {
        var result = Describe(new TaskItem(template) { ItemSpec = MSBuildEscaping.Escape(file.FullPath) }, file);
        // Where a copy of an item came from, which is nothing that exists.
        result.RemoveMetadata("OriginalItemSpec");
        var path = MSBuildEscaping.Escape(placement.LinkBase.PathOf(file.Name));
        result.SetMetadata("Link", path);
        if (placement.IsEmbedded)
        {
            result.SetMetadata("LogicalName", path);
        }

        if (file.Name.LastIndexOf('/') is > 0 and var end)
        {
            // Pack puts a file right into its PackagePath, and two of one name over each other, unless it knows the folder below.
            result.SetMetadata("NuGetRecursiveDir", MSBuildEscaping.Escape(file.Name[..end]));
        }

        return result;
    }

    /// <summary>What all files of one item have in common.</summary>
    public static TaskItem Template(ITaskItem source, ItemPlacement placement)
    {
        var template = new TaskItem("_");
        source.CopyMetadataTo(template);
        template.SetMetadata("BuildAction", placement.BuildAction);
        template.SetMetadata("LinkBase", MSBuildEscaping.Escape(placement.LinkBase.Value));
        template.SetMetadata("CopyToOutputDirectory", placement.CopyToOutputDirectory);
        if (placement.IsEmbedded)
        {
            // Without these a name such as data.uk.json goes to a satellite assembly, and .resx is compiled.
            template.SetMetadata("WithCulture", "false");
            template.SetMetadata("Type", "Non-Resx");
        }

        if (placement.IsContent && source.GetMetadata("PackagePath").Length == 0)
        {
            // Where pack puts content by itself, but below the LinkBase instead of the intermediate folder.
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
