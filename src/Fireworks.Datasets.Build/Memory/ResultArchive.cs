using Fireworks.Datasets.Build.Items;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Memory;

/// <summary>Converts the result of a build into bytes, and back.</summary>
internal static class ResultArchive
{
    public static byte[] Write(BuildResult result)
    {
        var stream = new MemoryStream();
        Pass(Archive.To(stream), result, [.. result.Items.Select(item => item.Source)]);
        return stream.ToArray();
    }

    /// <param name="stream">The bytes that <see cref="Write"/> returned. They must be undamaged.</param>
    /// <param name="items">The project's items. They must be those of the result.</param>
    public static BuildResult Read(Stream stream, ITaskItem[] items) => Pass(Archive.From(stream), null, items);

    private static BuildResult Pass(Archive archive, BuildResult? result, ITaskItem[] items)
    {
        var provenance = archive.Flag(result?.Provenance);
        var datasets = archive.List(result?.Datasets, dataset => Pass(archive, dataset));
        var files = new ItemFiles[items.Length];
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = Pass(archive, result?.Items[i], items[i], datasets);
        }

        return new(provenance, datasets, files);
    }

    private static FetchedDataset Pass(Archive archive, FetchedDataset? dataset)
    {
        var key = new DatasetKey(new(archive.Text(dataset?.Key.Name.Account), archive.Text(dataset?.Key.Name.Dataset)), archive.Flag(dataset?.Key.Lineage));
        var stateFile = archive.Text(dataset?.StateFile);
        var state = new FileStamp(archive.Number(dataset?.State!.Length), archive.Number(dataset?.State!.TimeStampTicks));
        return new(key, stateFile, state, archive.List(dataset?.Files, file => Pass(archive, key, file)));
    }

    private static FetchedFile Pass(Archive archive, DatasetKey key, FetchedFile? file) => new(
        key,
        archive.Text(file?.Name),
        archive.Text(file?.FullPath),
        new Content(archive.Number(file?.Content.Length), Sha256Digest.Kept(archive.Text(file?.Content.Digest.ToString()))),
        archive.Number(file?.TimeStampTicks),
        Changed: false);

    private static ItemFiles Pass(Archive archive, ItemFiles? item, ITaskItem source, FetchedDataset[] datasets)
    {
        var placement = new ItemPlacement(
            archive.Text(item?.Placement.BuildAction),
            LinkBase.Kept(archive.Text(item?.Placement.LinkBase.Value)),
            archive.Text(item?.Placement.CopyToOutputDirectory),
            archive.Text(item?.Placement.CopyToPublishDirectory));
        var dataset = archive.Number(item is null ? null : Array.FindIndex(datasets, candidate => candidate.Key == item.Dataset.Key));
        return new(source, placement, datasets[dataset], archive.Indices(item?.Taken));
    }
}
