using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Items;

/// <summary>What all items of a project bring into its build.</summary>
/// <param name="Provenance">The assembly says which data it is built from.</param>
/// <param name="Items">In the order of the project's.</param>
internal sealed record BuildResult(bool Provenance, IReadOnlyList<DatasetFiles> Datasets, IReadOnlyList<ItemFiles> Items)
{
    public static BuildResult Of(FetchSettings settings, IReadOnlyList<RequestedItem> items, FetchOutcome outcome) => new(
        settings.Provenance,
        [.. outcome.Files.Select(dataset => new DatasetFiles(dataset.Key, dataset.Value))],
        [.. items.Select(item => new ItemFiles(item.Source, item.Item.Placement, [.. outcome.For(item.Request)]))]);

    /// <param name="buildOutputs">What the build itself puts under the output directory, relative to it.</param>
    /// <exception cref="DatasetException">FWDS1006 for each place that two files would have.</exception>
    public void ThrowIfConflicting(ITaskItem[] buildOutputs)
    {
        var placed = Items.SelectMany(item => item.Files.Select(file => PlacedFile.Of(item.Placement, file.Dataset, file.Name)));
        var conflicts = PlacementConflicts.Find([.. placed], buildOutputs.Select(output => output.ItemSpec));
        if (conflicts.Count > 0)
        {
            throw new DatasetException(conflicts);
        }
    }
}

/// <summary>All files of a dataset that some item wants.</summary>
internal sealed record DatasetFiles(DatasetKey Dataset, IReadOnlyList<FetchedFile> Files);

/// <summary>The files of one item, and what becomes of them.</summary>
internal sealed record ItemFiles(ITaskItem Source, ItemPlacement Placement, IReadOnlyList<FetchedFile> Files);
