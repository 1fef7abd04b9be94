using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.InPlace;

/// <summary>Who says which bytes a dataset has in this build.</summary>
internal enum PlanKind
{
    /// <summary>The lock file.</summary>
    Pinned,

    /// <summary>What an earlier build fetched, without a lock file.</summary>
    Kept,

    /// <summary>The service: a first fetch, an update, or a floating dataset.</summary>
    Refresh,
}

/// <summary>A file that the build wants.</summary>
/// <param name="Expected">The digest it must have; <see langword="null"/> where only the service knows.</param>
/// <param name="InPlace">What is in place: of the expected digest, or, where none is known, as an earlier build left it.</param>
internal sealed record PlannedFile(SafeRelativePath Name, string FullPath, Content? Expected, FileInPlace? InPlace)
{
    public bool IsUpToDate => Expected is not null && InPlace is not null;
}

/// <summary>What is to be done for one dataset.</summary>
/// <param name="Names">All file names of the dataset; empty where only the service knows them.</param>
/// <param name="Files">The wanted files.</param>
/// <param name="Stale">Files that an earlier build placed and that the dataset no longer has so.</param>
internal sealed record DatasetPlan(
    DatasetKey Key,
    DatasetLocation Location,
    IReadOnlyList<FileFilter> Filters,
    bool Floating,
    PlanKind Kind,
    LockedDataset? Locked,
    DatasetState? State,
    IReadOnlyList<string> Names,
    IReadOnlyList<PlannedFile> Files,
    IReadOnlyList<string> Stale)
{
    /// <summary>Nothing is to be fetched.</summary>
    public bool IsInPlace => Kind != PlanKind.Refresh && Files.All(file => file.IsUpToDate);

    /// <summary>The state file says what is in place, and nothing else is.</summary>
    public bool IsRemembered => State is { Stamp: not null } && State.Files.Count == Names.Count && Names.All(State.Files.ContainsKey) &&
        Files.All(file => State.Files[file.Name.Value] == file.InPlace);

    /// <summary>What is in place, where all of it is and the state file says so.</summary>
    public FetchedDataset ToFetched() => new(Key, Location.StateFile, State!.Stamp, [.. Files.Select(file => new FetchedFile(
        Key, file.Name.Value, file.FullPath, file.InPlace!.Content, file.InPlace.TimeStampTicks, Changed: false))]);

    public bool Wants(string name) => Filters.Any(filter => filter.Matches(name));
}
