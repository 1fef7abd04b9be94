using System.Collections.Concurrent;
using Fireworks.Datasets.Acquiring;
using Fireworks.Datasets.Files;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Puts verified files into place, each by a rename, and writes down what is in place. Runs only when everything was
/// acquired: a failed build leaves the last good state.
/// </summary>
internal static class DatasetCommit
{
    /// <summary>Fewer are not worth another thread.</summary>
    private const int FilesAtOnce = 64;

    public static async Task<FetchedDataset> CommitAsync(AcquiredDataset dataset, ServiceAddress service)
    {
        var plan = dataset.Plan;
        var directories = new DirectoryGuard(plan.Location.Root);
        // First: the dataset may have made a folder of what was a file, or a file of what was a folder.
        RemoveStale(plan, directories);
        var placed = await PlaceAsync([.. dataset.Files.Where(file => file.ScratchPath is not null)], directories).ConfigureAwait(false);
        foreach (var file in dataset.Files.Where(file => file.ScratchPath is null))
        {
            placed[file.Name] = file.Planned.InPlace! with { Validator = file.Validator ?? file.Planned.InPlace.Validator };
        }

        var state = WriteState(plan, placed, service, directories);
        return new(plan.Key, plan.Location.StateFile, state, [.. dataset.Files.Select(file => new FetchedFile(
            plan.Key, file.Name, file.Planned.FullPath, file.Content, placed[file.Name].TimeStampTicks, Changed: file.ScratchPath is not null))]);
    }

    /// <summary>
    /// After a failure: what the lock file names was verified against it, and need not be fetched again. Only where nothing
    /// is yet: a failed build replaces no file of the last good state.
    /// </summary>
    public static async Task CommitPinnedAsync(DatasetPlan plan, IEnumerable<AcquiredFile> files, ServiceAddress service)
    {
        var directories = new DirectoryGuard(plan.Location.Root);
        var pinned = files.Where(file => file.Planned.Expected is not null && file.ScratchPath is not null && !Path.Exists(file.Planned.FullPath));
        var placed = await PlaceAsync([.. pinned], directories).ConfigureAwait(false);
        if (placed.Count > 0)
        {
            WriteState(plan, placed, service, directories);
        }
    }

    /// <summary>Goes on to the end also when the build is cancelled: half of a new state is worse than all of it.</summary>
    private static async Task<Dictionary<string, FileInPlace>> PlaceAsync(AcquiredFile[] files, DirectoryGuard directories)
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
    /// files. The compiler would take changed bytes for older than what a build in between has written.
    /// </summary>
    private static FileInPlace Place(AcquiredFile file)
    {
        var path = file.Planned.FullPath;
        try
        {
            Stamp(file.ScratchPath!);
            Move(file.ScratchPath!, path);
            return new FileInPlace(file.Content, File.GetLastWriteTimeUtc(path).Ticks, file.Validator);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileFailure.Of(exception, "write", path);
        }
    }

    /// <summary>Never back: a file server whose clock is ahead has stamped what was built there.</summary>
    private static void Stamp(string path)
    {
        var now = DateTime.UtcNow;
        if (File.GetLastWriteTimeUtc(path) < now)
        {
            File.SetLastWriteTimeUtc(path, now);
        }
    }

    private static void Move(string scratch, string path)
    {
        try
        {
            File.Move(scratch, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && Directory.Exists(path))
        {
            // A folder that files of the dataset were in, until somebody deleted them. One that is not empty stays, and fails the build.
            foreach (var folder in Directory.GetDirectories(path, "*", SearchOption.AllDirectories).Append(path).OrderByDescending(folder => folder.Length))
            {
                Directory.Delete(folder);
            }

            File.Move(scratch, path, overwrite: true);
        }
    }

    /// <summary>What the dataset no longer has goes, unless it is no longer what was placed.</summary>
    private static void RemoveStale(DatasetPlan plan, DirectoryGuard directories)
    {
        foreach (var name in plan.Stale)
        {
            if (SafeRelativePath.TryParse(name, out var safe, out _) &&
                safe.ToFullPath(plan.Location.Directory) is var path &&
                directories.IsBelow(Path.GetDirectoryName(path)!) &&
                InPlaceCheck.Find(path, plan.State!.Files[name], expected: null) is not null)
            {
                Remove(path, plan.Location.Directory);
            }
        }
    }

    private static void Remove(string path, string directory)
    {
        try
        {
            File.Delete(path);
            for (var folder = Path.GetDirectoryName(path)!;
                folder.Length > directory.Length && !Directory.EnumerateFileSystemEntries(folder).Any();
                folder = Path.GetDirectoryName(folder)!)
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileFailure.Of(exception, "remove", path);
        }
    }

    private static FileStamp? WriteState(
        DatasetPlan plan, IReadOnlyDictionary<string, FileInPlace> placed, ServiceAddress service, DirectoryGuard directories)
    {
        var files = new Dictionary<string, FileInPlace?>(plan.Names.Count, StringComparer.Ordinal);
        foreach (var name in plan.Names)
        {
            files[name] = placed.GetValueOrDefault(name) ?? plan.State?.Files.GetValueOrDefault(name);
        }

        Ensure(directories, Path.GetDirectoryName(plan.Location.StateFile)!);
        return new DatasetState(plan.Key, service.ToString(), files).Write(plan.Location.StateFile);
    }

    private static void Ensure(DirectoryGuard directories, string directory)
    {
        try
        {
            directories.Ensure(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileFailure.Of(exception, "write", directory);
        }
    }
}
