using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.InPlace;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Memory;

/// <summary>Reads what <see cref="SettledResultWriter"/> wrote, and holds it against the files in place.</summary>
internal static class SettledResultReader
{
    /// <param name="stream">Known to be whole.</param>
    /// <param name="items">The project's.</param>
    /// <returns><see langword="null"/> where a file is not as it was.</returns>
    public static BuildResult? Read(Stream stream, ITaskItem[] items)
    {
        using var reader = new BinaryReader(stream);
        var provenance = reader.ReadBoolean();
        var datasets = new DatasetFiles[reader.ReadInt32()];
        for (var i = 0; i < datasets.Length; i++)
        {
            if (ReadDataset(reader) is not { } dataset)
            {
                return null;
            }

            datasets[i] = dataset;
        }

        var placed = new ItemFiles[items.Length];
        for (var i = 0; i < placed.Length; i++)
        {
            placed[i] = ReadItem(reader, items[i], datasets);
        }

        return new(provenance, datasets, placed);
    }

    private static DatasetFiles? ReadDataset(BinaryReader reader)
    {
        var key = new DatasetKey(new(reader.ReadString(), reader.ReadString()), reader.ReadBoolean());
        if (!InPlaceCheck.IsStill(reader.ReadString(), reader.ReadInt64(), reader.ReadInt64()))
        {
            return null;
        }

        var files = new FetchedFile[reader.ReadInt32()];
        for (var i = 0; i < files.Length; i++)
        {
            var (name, place, digest, length) = (reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadInt64());
            if (!InPlaceCheck.IsStill(place, length, reader.ReadInt64()))
            {
                return null;
            }

            files[i] = new(key, name, place, Sha256Digest.Kept(digest), length, Changed: false);
        }

        return new(key, files);
    }

    private static ItemFiles ReadItem(BinaryReader reader, ITaskItem source, DatasetFiles[] datasets)
    {
        var all = datasets[reader.ReadInt32()].Files;
        var placement = new ItemPlacement(reader.ReadString(), LinkBase.Kept(reader.ReadString()), reader.ReadString(), reader.ReadString());
        var files = new FetchedFile[reader.ReadInt32()];
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = all[reader.ReadInt32()];
        }

        return new(source, placement, files);
    }
}
