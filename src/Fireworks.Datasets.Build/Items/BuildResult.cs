using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Items;

/// <summary>What all items of a project bring into its build. This is also what one build remembers for the next.</summary>
/// <param name="Provenance">The assembly says which data it is built from.</param>
/// <param name="Items">In the order of the project's.</param>
internal sealed record BuildResult(bool Provenance, IReadOnlyList<FetchedDataset> Datasets, IReadOnlyList<ItemFiles> Items)
{
    public static BuildResult Of(bool provenance, IReadOnlyList<RequestedItem> items, FetchOutcome outcome) =>
        new(provenance, outcome.Datasets, [.. items.Select(item => ItemFiles.Of(item, outcome[item.Request.Key]))]);

    /// <param name="buildOutputs">What the build itself puts under the output directory, relative to it.</param>
    /// <exception cref="DatasetException">FWDS1006 for each place that two files would have.</exception>
    public void ThrowIfConflicting(ITaskItem[] buildOutputs)
    {
        var placed = Items.SelectMany(item => item.Files.Select(file => PlacedFile.Of(item.Placement, file.Dataset, file.Name)));
        var problems = new ProblemList();
        problems.AddRange(PlacementConflicts.Find([.. placed], buildOutputs.Select(output => output.ItemSpec)));
        problems.ThrowIfAny();
    }
}
