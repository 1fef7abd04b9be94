using Fireworks.Datasets.Names;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Items;

/// <summary>One <c>FireworksDataset</c> item, checked and completed with its defaults.</summary>
internal sealed record DatasetItem
{
    public required DatasetReference Reference { get; init; }

    public required FileFilter Filter { get; init; }

    public required ItemPlacement Placement { get; init; }

    public bool Lineage { get; init; }

    public bool Floating { get; init; }

    /// <exception cref="DatasetException">All problems of the item: FWDS1002, FWDS1003, FWDS1005.</exception>
    public static DatasetItem Read(ITaskItem item) => Read(item.ItemSpec, item.GetMetadata, name => ReadList(item, name));

    /// <param name="include">The item's <c>Include</c>, as the user wrote it.</param>
    /// <param name="metadata">Returns metadata of the item by name; empty or <see langword="null"/> where it is not given.</param>
    /// <param name="list">Returns metadata that is a list, by name.</param>
    /// <inheritdoc cref="Read(ITaskItem)" path="/exception"/>
    public static DatasetItem Read(string include, Func<string, string?> metadata, Func<string, IReadOnlyList<string>> list)
    {
        var values = new ItemValues(include.Trim(), metadata);
        var reference = values.Problems.Collect(() => DatasetReference.Parse(include, metadata("Account")));
        var filter = values.Problems.Collect(() => new FileFilter(list("Files"), list("ExcludeFiles"), include.Trim()));
        LinkBase? linkBase = null;
        if (reference is not null && filter is not null)
        {
            linkBase = values.Problems.Collect(() => LinkBase.Parse(metadata("LinkBase"), reference.Dataset, filter));
        }

        var buildAction = values.BuildAction(filter);
        var copyToOutput = values.Copy("CopyToOutputDirectory");
        var copyToPublish = values.Copy("CopyToPublishDirectory");
        var lineage = values.Boolean("Lineage");
        var floating = values.Boolean("Floating");
        values.Problems.ThrowIfAny();
        return new()
        {
            Reference = reference!,
            Filter = filter!,
            Placement = new(buildAction, linkBase!, copyToOutput ?? CopyRule.DefaultFor(buildAction), copyToPublish ?? ""),
            Lineage = lineage,
            Floating = floating,
        };
    }

    /// <summary>Reads metadata that is a list. Only its escaped form tells a separator from a <c>;</c> in a file name.</summary>
    private static IReadOnlyList<string> ReadList(ITaskItem item, string name) =>
        MSBuildEscaping.SplitEscaped(item is ITaskItem2 escaped ? escaped.GetMetadataValueEscaped(name) : item.GetMetadata(name));
}
