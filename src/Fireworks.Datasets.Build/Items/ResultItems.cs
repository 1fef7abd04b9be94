using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Fireworks.Datasets.Build.Items;

/// <summary>A result as items of the build.</summary>
/// <param name="Files">All files in place.</param>
/// <param name="OtherFiles">Those of the files whose build action is an item type that the targets do not name.</param>
/// <param name="FileWrites">The files, and the state files of their datasets.</param>
/// <param name="AssemblyAttributes">Attributes that say which data the assembly is built from.</param>
internal sealed record ResultItems(ITaskItem[] Files, ITaskItem[] OtherFiles, ITaskItem[] FileWrites, ITaskItem[] AssemblyAttributes)
{
    public static ResultItems Of(BuildResult result, bool isIntermediate)
    {
        List<ITaskItem> files = [], others = [], writes = [], attributes = [];
        foreach (var item in result.Items)
        {
            var template = FileItem.Template(item.Source, item.Placement);
            var list = BuildActions.NamedByTargets.Contains(item.Placement.BuildAction) ? null : others;
            foreach (var file in item.Files)
            {
                var created = FileItem.Create(file, template, item.Placement);
                files.Add(created);
                list?.Add(created);
            }
        }

        foreach (var dataset in result.Datasets)
        {
            // MSBuild's Clean removes what is listed here, whatever it has become. In a folder of the user, an edited file is his, and so only
            // this package's own Clean removes files there.
            if (isIntermediate)
            {
                writes.AddRange(dataset.Files.Where(file => file.IsOurs).Select(file => FileItem.At(file.FullPath)));
                writes.Add(FileItem.At(dataset.StateFile));
            }

            if (result.Provenance && dataset.Files.Count > 0)
            {
                attributes.Add(ProvenanceOf(dataset));
            }
        }

        return new([.. files], [.. others], [.. writes], [.. attributes]);
    }

    private static TaskItem ProvenanceOf(FetchedDataset dataset)
    {
        var item = new TaskItem("System.Reflection.AssemblyMetadataAttribute");
        item.SetMetadata("_Parameter1", MSBuildEscaping.Escape($"FireworksDataset:{dataset.Key}"));
        item.SetMetadata("_Parameter2", $"sha256:{ProvenanceDigest.Of(dataset.Files)}");
        return item;
    }
}
