using Fireworks.Datasets.Contents;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;

namespace Fireworks.Datasets.Acquiring;

/// <summary>Where the contents of a file came from in this run.</summary>
internal enum ContentSource
{
    InPlace,
    Cache,
    RemoteCache,
    Network,
}

/// <summary>Verified contents, ready to go into place.</summary>
/// <param name="ScratchPath">The verified copy; <see langword="null"/> where the file in place is already right.</param>
internal sealed record AcquiredFile(PlannedFile File, Sha256Digest Digest, long Length, string? ETag, string? ScratchPath, ContentSource Source)
{
    public static AcquiredFile FromPlace(PlannedFile file)
    {
        var inPlace = file.InPlace!;
        return new(file, inPlace.Digest, inPlace.Length, inPlace.ETag, null, ContentSource.InPlace);
    }
}

/// <summary>A dataset whose wanted files were all acquired, in ordinal order of their names.</summary>
/// <param name="Plan">The plan, complete with the names that the service gave.</param>
/// <param name="Unchanged">After an update: files that are not wanted here, and that storage still has as the lock file says.</param>
internal sealed record AcquiredDataset(DatasetPlan Plan, IReadOnlyList<AcquiredFile> Files, IReadOnlyDictionary<string, LockedFile> Unchanged)
{
    public static IReadOnlyDictionary<string, LockedFile> NoneUnchanged { get; } = new Dictionary<string, LockedFile>();

    public IReadOnlyList<FetchedFile> ToFetched() =>
        [.. Files.Select(file => new FetchedFile(Plan.Key, file.File.Name.Value, file.File.FullPath, file.Digest, file.Length, file.ScratchPath is not null))];
}
