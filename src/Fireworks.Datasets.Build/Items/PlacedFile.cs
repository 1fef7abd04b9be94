namespace Fireworks.Datasets.Build.Items;

/// <summary>A file of a dataset, and where an item puts it.</summary>
/// <param name="OutputPath">The path under the output directory, with <c>/</c>; <see langword="null"/> where the file is never copied.</param>
/// <param name="LogicalName">The name of the resource; <see langword="null"/> where the file is not embedded.</param>
internal sealed record PlacedFile(DatasetKey Dataset, string Name, string BuildAction, string? OutputPath, string? LogicalName)
{
    public static PlacedFile Of(ItemPlacement placement, DatasetKey dataset, string file)
    {
        var path = placement.LinkBase.PathOf(file);
        var copied = CopyRule.Copies(placement.CopyToOutputDirectory) || CopyRule.Copies(placement.CopyToPublishDirectory);
        return new(dataset, file, placement.BuildAction, copied ? path : null, placement.IsEmbedded ? path : null);
    }
}
