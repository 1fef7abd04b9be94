namespace Fireworks.Datasets.Build.Items;

/// <summary>Where an item's files go, and as what.</summary>
/// <param name="BuildAction">The item type that they become.</param>
/// <param name="CopyToOutputDirectory">In MSBuild's spelling.</param>
/// <param name="CopyToPublishDirectory">Empty: not given, which means as <paramref name="CopyToOutputDirectory"/>.</param>
internal sealed record ItemPlacement(string BuildAction, LinkBase LinkBase, string CopyToOutputDirectory, string CopyToPublishDirectory)
{
    public bool IsEmbedded => BuildAction.Equals("EmbeddedResource", StringComparison.OrdinalIgnoreCase);

    public bool IsContent => BuildAction.Equals("Content", StringComparison.OrdinalIgnoreCase);
}
