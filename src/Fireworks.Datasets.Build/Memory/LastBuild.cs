using System.Security.Cryptography;
using Fireworks.Datasets.Build.Items;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Memory;

/// <summary>
/// What the last build of a project found settled. With the same inputs, and each file in place as it was, the result is
/// the same: neither settings nor lock file nor state have to be looked at. Only a memory: without it all is looked at afresh.
/// </summary>
/// <remarks>
/// The file: the digest of the inputs, a <see cref="ResultArchive"/>, and the SHA-256 of both. Empty where nothing was settled.
/// </remarks>
internal sealed class LastBuild(string path, TimeProvider time)
{
    /// <param name="inputs">Their digest.</param>
    /// <param name="items">The project's, which are among the inputs.</param>
    /// <returns><see langword="null"/> where anything is other than it was.</returns>
    public BuildResult? Recall(byte[] inputs, ITaskItem[] items)
    {
        var bytes = Read();
        var end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < inputs.Length
            || !bytes.AsSpan(0, inputs.Length).SequenceEqual(inputs)
            || !bytes.AsSpan(end).SequenceEqual(SHA256.HashData(bytes.AsSpan(0, end))))
        {
            return null;
        }

        var result = ResultArchive.Read(new MemoryStream(bytes, inputs.Length, end - inputs.Length), items);
        foreach (var dataset in result.Datasets)
        {
            if (!IsStill(dataset))
            {
                return null;
            }
        }

        return result;
    }

    /// <summary>Writes only what is not there yet: a second build writes nothing.</summary>
    /// <param name="result">What is settled for these inputs; <see langword="null"/>: nothing is.</param>
    /// <exception cref="DatasetException">FWDS5003, FWDS5004.</exception>
    public void Keep(byte[] inputs, BuildResult? result)
    {
        byte[] bytes = result is null ? [] : Sealed([.. inputs, .. ResultArchive.Write(result)]);
        if (!File.Exists(path) || !Read().AsSpan().SequenceEqual(bytes))
        {
            AtomicFile.WriteAllBytes(path, bytes, privateToUser: true);
        }
    }

    /// <summary>Never older than the lock file: by that, Visual Studio tells whether the last build has seen it.</summary>
    public void HasSeen(string lockFile) => FileStamp.AdvancePast(path, lockFile, time.GetUtcNow().UtcDateTime);

    private static bool IsStill(FetchedDataset dataset)
    {
        if (FileStamp.Of(dataset.StateFile) != dataset.State)
        {
            return false;
        }

        foreach (var file in dataset.Files)
        {
            if (FileStamp.Of(file.FullPath) is not { } stamp || stamp.Length != file.Content.Length || stamp.TimeStampTicks != file.TimeStampTicks)
            {
                return false;
            }
        }

        return true;
    }

    private static byte[] Sealed(byte[] contents) => [.. contents, .. SHA256.HashData(contents)];

    private byte[] Read()
    {
        try
        {
            return AtomicFile.ReadAllBytes(path) ?? [];
        }
        catch (DatasetException)
        {
            // What cannot be read cannot be remembered; writing it anew reports what is wrong with the path.
            return [];
        }
    }
}
