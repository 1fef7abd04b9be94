namespace Fireworks.Datasets.Placement;

/// <summary>A file of a dataset, and where an item puts it.</summary>
/// <param name="OutputPath">Under the output directory, with <c>/</c>; <see langword="null"/> where it is copied neither to the output nor on publish.</param>
/// <param name="LogicalName">Name of the resource; <see langword="null"/> where the file is not embedded.</param>
internal sealed record PlacedFile(DatasetKey Dataset, string File, string BuildAction, string? OutputPath, string? LogicalName)
{
    public static PlacedFile Of(DatasetItem item, DatasetKey dataset, string file)
    {
        var path = item.LinkBase.PathOf(file);
        var copied = CopyRule.Copies(item.CopyToOutputDirectory) || CopyRule.Copies(item.CopyToPublishDirectory);
        var embedded = item.BuildAction.Equals("EmbeddedResource", StringComparison.OrdinalIgnoreCase);
        return new(dataset, file, item.BuildAction, copied ? path : null, embedded ? path : null);
    }
}
