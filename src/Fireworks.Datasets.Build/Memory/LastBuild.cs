using System.Security.Cryptography;
using Fireworks.Datasets.Build.Items;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Memory;

/// <summary>
/// The result of a project's last build, kept in a file. With the same inputs and unchanged files in place, a build has the same result,
/// and need not evaluate settings, lock file and state files again. If the file is deleted, the next build checks everything anew.
/// </summary>
/// <remarks>
/// The file has the digest of the inputs, a <see cref="ResultArchive"/>, and the SHA-256 of both. It is empty where the same inputs may
/// have another result. The SHA-256 finds damage, not malice: whoever may write this file may write the files in place too.
/// </remarks>
internal sealed class LastBuild(string path, TimeProvider time)
{
    /// <param name="inputs">The digest of the inputs.</param>
    /// <param name="items">The project's items, which are among the inputs.</param>
    /// <param name="datasetsDirectory">The full path of the folder of all datasets, which is among the inputs too.</param>
    /// <returns>The result; <see langword="null"/> where none was kept, or anything has changed since.</returns>
    public BuildResult? Recall(byte[] inputs, ITaskItem[] items, string datasetsDirectory)
    {
        var bytes = Read();
        var end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < inputs.Length
            || !bytes.AsSpan(0, inputs.Length).SequenceEqual(inputs)
            || !bytes.AsSpan(end).SequenceEqual(SHA256.HashData(bytes.AsSpan(0, end))))
        {
            return null;
        }

        return ResultArchive.Read(new MemoryStream(bytes, inputs.Length, end - inputs.Length), items, datasetsDirectory) is { } result
            && result.Datasets.All(IsStill) ? result : null;
    }

    /// <summary>Keeps a result. The file is written only where it would change, so that a second build writes nothing.</summary>
    /// <param name="result">The result; <see langword="null"/> where the same inputs may have another one.</param>
    /// <exception cref="DatasetException">FWDS5003, FWDS5004.</exception>
    public void Keep(byte[] inputs, BuildResult? result)
    {
        byte[] bytes = result is null ? [] : Sealed([.. inputs, .. ResultArchive.Write(result)]);
        if (!File.Exists(path) || !Read().AsSpan().SequenceEqual(bytes))
        {
            AtomicFile.WriteAllBytes(path, bytes, isPrivate: true);
        }
    }

    /// <summary>Makes the file no older than the lock file. By this, Visual Studio tells that the last build has seen the lock file.</summary>
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
            return AtomicFile.ReadAllBytes(path, isPrivate: true, ownedLike: Path.GetDirectoryName(path)) ?? [];
        }
        catch (DatasetException)
        {
            // A file that cannot be read counts as missing. If its path is the problem, writing the file will report that.
            return [];
        }
    }
}
