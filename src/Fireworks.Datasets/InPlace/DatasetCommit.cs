using System.Collections.Concurrent;
using Fireworks.Datasets.Acquiring;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Puts verified files into place, each by a rename, and writes down what is in place. Runs only when everything was
/// acquired, so a failed build leaves the last good state.
/// </summary>
/// <param name="service">Whose validators the files have.</param>
internal sealed class DatasetCommit(ServiceAddress service, TimeProvider time)
{
    /// <summary>Fewer are not worth another thread.</summary>
    private const int FilesAtOnce = 64;

    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004.</exception>
    public async Task<FetchedDataset> CommitAsync(AcquiredDataset dataset)
    {
        var plan = dataset.Plan;
        var directories = new DirectoryGuard(plan.Location.Root);
        // First, because the dataset may have made a folder of what was a file, or a file of what was a folder.
        RemoveStale(plan, directories);
        var placed = await PlaceAsync([.. dataset.Files.Where(file => file.ScratchPath is not null)], directories).ConfigureAwait(false);
        foreach (var file in dataset.Files.Where(file => file.ScratchPath is null))
        {
            placed[file.Name] = file.Planned.InPlace! with { Validator = file.Validator ?? file.Planned.InPlace.Validator };
        }

        var state = WriteState(plan, placed, directories);
        return new(plan.Key, plan.Location.StateFile, state, [.. dataset.Files.Select(file => new FetchedFile(
            plan.Key, file.Name, file.Planned.FullPath, file.Content, placed[file.Name].TimeStampTicks, Changed: file.ScratchPath is not null))]);
    }

    /// <summary>
    /// After a failure: what the lock file names was verified against it, and need not be fetched again. Only where nothing
    /// is yet, because a failed build replaces no file of the last good state.
    /// </summary>
    /// <inheritdoc cref="CommitAsync"/>
    public async Task CommitPinnedAsync(AcquiredDataset dataset)
    {
        var plan = dataset.Plan;
        var directories = new DirectoryGuard(plan.Location.Root);
        var pinned = dataset.Files.Where(file => file.Planned.Expected is not null && file.ScratchPath is not null && !Path.Exists(file.Planned.FullPath));
        var placed = await PlaceAsync([.. pinned], directories).ConfigureAwait(false);
        if (placed.Count > 0)
        {
            WriteState(plan, placed, directories);
        }
    }

    /// <summary>Goes on to the end also when the build is cancelled: half of a new state is worse than all of it.</summary>
    private async Task<Dictionary<string, FileInPlace>> PlaceAsync(AcquiredFile[] files, DirectoryGuard directories)
    {
        foreach (var file in files)
        {
            Ensure(directories, Path.GetDirectoryName(file.Planned.FullPath)!);
        }

        var placed = new ConcurrentBag<KeyValuePair<string, FileInPlace>>();
        await SideBySide.ForEachAsync([.. files.Chunk(FilesAtOnce)], Environment.ProcessorCount, PlaceSome, CancellationToken.None).ConfigureAwait(false);
        return placed.ToDictionary(StringComparer.Ordinal);

        ValueTask PlaceSome(AcquiredFile[] some, CancellationToken cancellationToken)
        {
            foreach (var file in some)
            {
                placed.Add(new(file.Name, Place(file)));
            }

            return default;
        }
    }

    /// <summary>
    /// The time stamp is now: not the server's or the store's, nor that of the copy, which may have waited long for other
    /// files. The compiler would take changed bytes for older than what a build in between has written. It never goes back,
    /// because a file server whose clock is ahead has stamped what was built there.
    /// </summary>
    private FileInPlace Place(AcquiredFile file) => FileFailure.Guard("write", file.Planned.FullPath, file.Content.Length, () =>
    {
        var (scratch, path) = (file.ScratchPath!, file.Planned.FullPath);
        FileStamp.Advance(scratch, time.GetUtcNow().UtcDateTime);
        if (Directory.Exists(path))
        {
            // Files of the dataset were in it, until somebody deleted them. A folder with a file in it stays, and fails the build.
            FileRemoval.DeleteFolderWithoutFiles(path);
        }

        FileRename.Over(scratch, path);
        return new FileInPlace(file.Content, FileStamp.Of(path)!.TimeStampTicks, file.Validator);
    });

    /// <summary>What the dataset no longer has goes, unless it is no longer what was placed.</summary>
    private static void RemoveStale(DatasetPlan plan, DirectoryGuard directories)
    {
        foreach (var name in plan.Stale)
        {
            if (SafeRelativePath.TryParse(name, out var safe, out _) &&
                safe.ToFullPath(plan.Location.Folder) is var path &&
                directories.IsBelow(Path.GetDirectoryName(path)!) &&
                InPlaceCheck.Find(path, plan.State!.Files[name], expected: null) is not null)
            {
                FileFailure.Guard("remove", path, () =>
                {
                    FileRemoval.Delete(path);
                    FileRemoval.DeleteEmptyFolders(Path.GetDirectoryName(path)!, plan.Location.Folder);
                });
            }
        }
    }

    private FileStamp? WriteState(DatasetPlan plan, IReadOnlyDictionary<string, FileInPlace> placed, DirectoryGuard directories)
    {
        var files = new Dictionary<string, FileInPlace?>(plan.Names.Count, StringComparer.Ordinal);
        foreach (var name in plan.Names)
        {
            files[name] = placed.GetValueOrDefault(name) ?? plan.State?.Files.GetValueOrDefault(name);
        }

        Ensure(directories, Path.GetDirectoryName(plan.Location.StateFile)!);
        return new DatasetState(plan.Key, service.ToString(), files).Write(plan.Location.StateFile);
    }

    private static void Ensure(DirectoryGuard directories, string directory) =>
        FileFailure.Guard("write", directory, () => directories.Ensure(directory));
}
