using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Items;

/// <summary>The files of one item, and where the item puts them.</summary>
/// <param name="Source">The item as it is in the project.</param>
/// <param name="Taken">The indices of the dataset's files that the item takes.</param>
internal sealed record ItemFiles(ITaskItem Source, ItemPlacement Placement, FetchedDataset Dataset, int[] Taken)
{
    public FetchedFile[] Files { get; } = Array.ConvertAll(Taken, index => Dataset.Files[index]);

    public static ItemFiles Of(ITaskItem source, DatasetItem item, FetchedDataset dataset)
    {
        var taken = new List<int>(dataset.Files.Count);
        for (var i = 0; i < dataset.Files.Count; i++)
        {
            if (item.Filter.Matches(dataset.Files[i].Name))
            {
                taken.Add(i);
            }
        }

        return new(source, item.Placement, dataset, [.. taken]);
    }
}
