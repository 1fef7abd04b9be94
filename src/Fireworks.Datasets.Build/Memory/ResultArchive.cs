using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Names;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Memory;

/// <summary>
/// Converts the result of a build into bytes, and back. What follows from the project is not in them but is found anew: the folders, so
/// that no path can lead out of the datasets directory, and what an item does with its files.
/// </summary>
internal static class ResultArchive
{
    /// <summary>The least bytes of a file, and of a dataset: their numbers, and a byte for the length of each text.</summary>
    private const int FileSize = (2 * sizeof(long)) + 3, DatasetSize = (3 * sizeof(long)) + 1;

    public static byte[] Write(BuildResult result)
    {
        var stream = new MemoryStream();
        var archive = Archive.To(stream);
        archive.Flag(result.Provenance);
        archive.List(result.Datasets, DatasetSize, dataset => Pass(archive, dataset, ""));
        foreach (var item in result.Items)
        {
            archive.Number(IndexOf(result.Datasets, item.Dataset.Key));
        }

        return stream.ToArray();
    }

    /// <param name="stream">The bytes that <see cref="Write"/> returned. They may have been changed since, by anybody.</param>
    /// <param name="items">The project's items. They must be those of the result.</param>
    /// <returns>The result; <see langword="null"/> where the bytes are not such as <see cref="Write"/> returns for these items.</returns>
    public static BuildResult? Read(Stream stream, ITaskItem[] items, string datasetsDirectory)
    {
        try
        {
            var archive = Archive.From(stream);
            var provenance = archive.Flag(null);
            var datasets = archive.List<FetchedDataset>(null, DatasetSize, _ => Pass(archive, null, datasetsDirectory));
            var files = Array.ConvertAll(items, item => ReadItem(archive, item, datasets));
            archive.End();
            // Otherwise the assembly would be said to be built from data that no item names.
            Archive.Require(Array.TrueForAll(datasets, dataset => Array.Exists(files, item => item.Dataset == dataset)));
            return new(provenance, datasets, files);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or FormatException or DatasetException)
        {
            return null;
        }
    }

    private static FetchedDataset Pass(Archive archive, FetchedDataset? dataset, string datasetsDirectory)
    {
        Archive.Require(DatasetKey.TryParse(archive.Text(dataset?.Key.ToString()), out var parsed));
        var key = parsed!;
        var state = new FileStamp(archive.Number(dataset?.State!.Length), archive.Number(dataset?.State!.TimeStampTicks));
        if (dataset is not null)
        {
            archive.List(dataset.Files, FileSize, file => Pass(archive, key, file, ""));
            return dataset;
        }

        var location = DatasetLocation.Under(datasetsDirectory, key);
        var files = archive.List<FetchedFile>(null, FileSize, _ => Pass(archive, key, null, location.Folder));
        for (var i = 1; i < files.Length; i++)
        {
            Archive.Require(string.CompareOrdinal(files[i - 1].Name, files[i].Name) < 0);
        }

        return new(key, location.StateFile, state, files);
    }

    private static FetchedFile Pass(Archive archive, DatasetKey key, FetchedFile? file, string folder)
    {
        var name = archive.Text(file?.Name);
        var length = archive.Number(file?.Content.Length);
        var digits = archive.Text(file?.Content.Digest.ToString());
        var ticks = archive.Number(file?.TimeStampTicks);
        var isOurs = archive.Flag(file?.IsOurs);
        if (file is not null)
        {
            return file;
        }

        Archive.Require(SafeRelativePath.TryParse(name, out var path, out _) & Sha256Digest.TryParse(digits, out var digest));
        return new(key, name, path!.ToFullPath(folder), new Content(length, digest!), ticks, Changed: false, isOurs);
    }

    private static ItemFiles ReadItem(Archive archive, ITaskItem source, FetchedDataset[] datasets)
    {
        var index = archive.Number(null);
        Archive.Require(index >= 0 && index < datasets.Length);
        var (dataset, item) = (datasets[index], DatasetItem.Read(source));
        Archive.Require(dataset.Key.Lineage == item.Lineage && dataset.Key.Name.Dataset == item.Reference.Dataset
            && (item.Reference.Account ?? dataset.Key.Name.Account) == dataset.Key.Name.Account);
        return ItemFiles.Of(source, item, dataset);
    }

    private static long IndexOf(IReadOnlyList<FetchedDataset> datasets, DatasetKey key)
    {
        var index = 0;
        while (datasets[index].Key != key)
        {
            index++;
        }

        return index;
    }
}
