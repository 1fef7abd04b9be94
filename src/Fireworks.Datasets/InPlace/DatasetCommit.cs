using System.Collections.Concurrent;
using Fireworks.Datasets.Acquiring;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Puts verified files into place, each by a rename, and records them in the state file.
/// </summary>
/// <param name="service">The service that the validators of the files come from.</param>
internal sealed class DatasetCommit(ServiceAddress service, TimeProvider time)
{
    /// <summary>A thread places this many files at a time. Fewer files are not worth another thread.</summary>
    private const int FilesAtOnce = 64;

    /// <summary>Puts a dataset into place. It is called only after all datasets were acquired: a failed build leaves the last good state.</summary>
    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004.</exception>
    public async Task<FetchedDataset> CommitAsync(AcquiredDataset dataset)
    {
        var plan = dataset.Plan;
        using var directories = new DirectoryGuard(plan.Location.Root);
        // This comes first, because the dataset may now have a folder where it had a file, or a file where it had a folder.
        RemoveStale(plan, directories);
        AcquiredFile[] files = [.. dataset.Files.Where(file => file.ScratchPath is not null)];
        WriteIntention(plan, files, directories);
        var placed = await PlaceAsync(plan, files, directories).ConfigureAwait(false);
        foreach (var file in dataset.Files.Where(file => file.ScratchPath is null))
        {
            placed[file.Name] = file.Planned.InPlace! with { Validator = file.Validator ?? file.Planned.InPlace.Validator };
        }

        var state = WriteState(plan, placed, directories);
        return new(plan.Key, plan.Location.StateFile, state, [.. dataset.Files.Select(file =>
            FetchedFile.Of(plan.Key, file.Name, file.Planned.FullPath, placed[file.Name], changed: file.ScratchPath is not null))]);
    }

    /// <summary>
    /// After a failure, keeps the files that match the lock file, so that they need not be fetched again. It places a file only where
    /// nothing exists yet, because a failed build must not replace a file of the last good state.
    /// </summary>
    /// <inheritdoc cref="CommitAsync"/>
    public async Task CommitPinnedAsync(AcquiredDataset dataset)
    {
        var plan = dataset.Plan;
        using var directories = new DirectoryGuard(plan.Location.Root);
        AcquiredFile[] pinned = [.. dataset.Files.Where(file =>
            file.Planned.Expected is not null && file.ScratchPath is not null && EntryStatus.Of(file.Planned.FullPath) is null)];
        if (pinned.Length > 0)
        {
            WriteIntention(plan, pinned, directories);
            WriteState(plan, await PlaceAsync(plan, pinned, directories).ConfigureAwait(false), directories);
        }
    }

    /// <summary>
    /// Records the paths that get their first file of this package, before there is one. A build that is killed between the two would
    /// otherwise leave files that the next one takes for the user's, and does not replace.
    /// </summary>
    private void WriteIntention(DatasetPlan plan, AcquiredFile[] files, DirectoryGuard directories)
    {
        var first = files.Where(file => plan.State?.Files.GetValueOrDefault(file.Name) is not { IsOurs: true, IsPlaced: true })
            .ToDictionary(file => file.Name, file => FileInPlace.ToBe(file.Content), StringComparer.Ordinal);
        if (first.Count > 0)
        {
            WriteState(plan, first, directories);
        }
    }

    /// <summary>Places all files even when the build is cancelled, because a mixture of old and new files is worse than the new ones.</summary>
    private async Task<Dictionary<string, FileInPlace>> PlaceAsync(DatasetPlan plan, AcquiredFile[] files, DirectoryGuard directories)
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
                placed.Add(new(file.Name, Place(plan, file, directories)));
            }

            return default;
        }
    }

    /// <summary>
    /// Renames a file into place with a time stamp of now. Its own time may be older than outputs that another build wrote while the
    /// file waited in the scratch folder, and changed bytes older than the outputs would not be compiled. A later time is kept: a file
    /// server whose clock is ahead gave it, and has stamped earlier outputs too.
    /// </summary>
    private FileInPlace Place(DatasetPlan plan, AcquiredFile file, DirectoryGuard directories) => FileFailure.Guard("write", file.Planned.FullPath, file.Content.Length, () =>
    {
        var (scratch, path) = (file.ScratchPath!, file.Planned.FullPath);
        FileStamp.Advance(scratch, time.GetUtcNow().UtcDateTime);
        var stamp = FileStamp.Of(scratch) ?? throw new FileNotFoundException($"'{scratch}' is gone", scratch);
        if (EntryStatus.Of(path) is { Kind: EntryKind.Folder })
        {
            // The dataset had files in this folder, which were deleted since. If any file is left in it, the build fails and the folder stays.
            directories.DeleteFolder(path, withFiles: false);
        }

        if (plan.State?.Owns(file.Name, path, plan.Location.IsUsers) == true)
        {
            directories.PlaceOver(scratch, path);
        }
        else
        {
            directories.PlaceNew(scratch, path);
        }

        return new FileInPlace(file.Content, stamp.TimeStampTicks, file.Validator);
    });

    /// <summary>Removes files that the dataset no longer has, except those that were changed after they were placed.</summary>
    private static void RemoveStale(DatasetPlan plan, DirectoryGuard directories)
    {
        foreach (var name in plan.Stale)
        {
            if (SafeRelativePath.TryParse(name, out var safe, out _) && safe.ToFullPath(plan.Location.Folder) is var path)
            {
                FileFailure.Guard("remove", path, () => directories.DeleteIf(
                    path, file => InPlaceCheck.Find(file, plan.State!.Files[name], expected: null) is not null, end: plan.Location.Folder));
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

        return new DatasetState(plan.Key, service.ToString(), files)
            .Write(FileFailure.Guard("write", plan.Location.StateFile, needed: null, () => directories.Pinned(plan.Location.StateFile)));
    }

    private static void Ensure(DirectoryGuard directories, string directory) =>
        FileFailure.Guard("write", directory, () => directories.Ensure(directory));
}
