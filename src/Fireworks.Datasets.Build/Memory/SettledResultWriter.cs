using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Build.Memory;

/// <summary>
/// Provenance; the datasets, each with the length and time stamp of its state and of its files; for each item its dataset,
/// its placement and which of the files it takes. Numbers and strings as <see cref="BinaryWriter"/> has them.
/// </summary>
internal static class SettledResultWriter
{
    public static byte[] Write(SettledResult result)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(result.Provenance);
        writer.Write(result.Datasets.Count);
        foreach (var dataset in result.Datasets)
        {
            WriteDataset(writer, dataset.Plan, dataset.State);
        }

        foreach (var item in result.Items)
        {
            WriteItem(writer, item, result.Datasets);
        }

        return stream.ToArray();
    }

    private static void WriteDataset(BinaryWriter writer, DatasetPlan plan, FileInfo state)
    {
        writer.Write(plan.Key.Name.Account);
        writer.Write(plan.Key.Name.Dataset);
        writer.Write(plan.Key.Lineage);
        writer.Write(state.FullName);
        writer.Write(state.Length);
        writer.Write(state.LastWriteTimeUtc.Ticks);
        writer.Write(plan.Files.Count);
        foreach (var file in plan.Files)
        {
            writer.Write(file.Name.Value);
            writer.Write(file.FullPath);
            writer.Write(file.InPlace!.Digest.ToString());
            writer.Write(file.InPlace.Length);
            writer.Write(file.InPlace.TimeStampTicks);
        }
    }

    private static void WriteItem(BinaryWriter writer, SettledItem item, IReadOnlyList<SettledDataset> datasets)
    {
        var index = 0;
        while (datasets[index].Plan.Key != item.Request.Key)
        {
            index++;
        }

        writer.Write(index);
        writer.Write(item.Placement.BuildAction);
        writer.Write(item.Placement.LinkBase.Value);
        writer.Write(item.Placement.CopyToOutputDirectory);
        writer.Write(item.Placement.CopyToPublishDirectory);
        var files = datasets[index].Plan.Files;
        int[] wanted = [.. Enumerable.Range(0, files.Count).Where(file => item.Request.Filter.Matches(files[file].Name.Value))];
        writer.Write(wanted.Length);
        foreach (var file in wanted)
        {
            writer.Write(file);
        }
    }
}
