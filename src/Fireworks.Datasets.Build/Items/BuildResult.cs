using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Items;

/// <summary>What all items of a project bring into its build. A build also keeps this for the next one.</summary>
/// <param name="Provenance">Whether the assembly gets attributes that say which data it is built from.</param>
/// <param name="Items">The files of each item, in the order of the project's items.</param>
internal sealed record BuildResult(bool Provenance, IReadOnlyList<FetchedDataset> Datasets, IReadOnlyList<ItemFiles> Items)
{
    public static BuildResult Of(bool provenance, IReadOnlyList<RequestedItem> items, FetchOutcome outcome) =>
        new(provenance, outcome.Datasets, [.. items.Select(item => ItemFiles.Of(item.Source, item.Item, outcome[item.Request.Key]))]);

    /// <param name="buildOutputs">The files that the build itself puts under the output directory, relative to it.</param>
    /// <exception cref="DatasetException">FWDS1006 where files of datasets would have the same place, or that of a build output.</exception>
    public void ThrowIfConflicting(ITaskItem[] buildOutputs)
    {
        var placed = Items.SelectMany(item => item.Files.Select(file => PlacedFile.Of(item.Placement, file.Dataset, file.Name)));
        var problems = new ProblemList();
        problems.AddRange(PlacementConflicts.Find([.. placed], buildOutputs.Select(output => output.ItemSpec)));
        problems.ThrowIfAny();
    }
}
