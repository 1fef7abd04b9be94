namespace Fireworks.Datasets.Build.Items;

/// <summary>Where an item's files go, and which item type they become.</summary>
/// <param name="BuildAction">The item type that the files become.</param>
/// <param name="CopyToOutputDirectory">A <see cref="CopyRule"/> in MSBuild's spelling.</param>
/// <param name="CopyToPublishDirectory">The same; empty where it is not given, which means as <paramref name="CopyToOutputDirectory"/>.</param>
internal sealed record ItemPlacement(string BuildAction, LinkBase LinkBase, string CopyToOutputDirectory, string CopyToPublishDirectory)
{
    public bool IsEmbedded => BuildAction.Equals("EmbeddedResource", StringComparison.OrdinalIgnoreCase);

    public bool IsContent => BuildAction.Equals("Content", StringComparison.OrdinalIgnoreCase);
}
