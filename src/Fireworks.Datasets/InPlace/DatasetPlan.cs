using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.InPlace;

/// <summary>What decides which bytes a dataset has in this build.</summary>
internal enum PlanKind
{
    /// <summary>The lock file decides.</summary>
    Pinned,

    /// <summary>What an earlier build fetched decides: the lock file does not have the dataset, and the service is not asked.</summary>
    Kept,

    /// <summary>The service decides: this is a first fetch, an update, or a floating dataset.</summary>
    Refresh,
}

/// <summary>A file that the build wants.</summary>
/// <param name="Expected">The content that the file must have; <see langword="null"/> where only the service knows it.</param>
/// <param name="InPlace">
/// The file in place, if it has the expected content, or, where none is expected, if it is as an earlier build left it; else
/// <see langword="null"/>.
/// </param>
internal sealed record PlannedFile(SafeRelativePath Name, string FullPath, Content? Expected, FileInPlace? InPlace)
{
    public bool IsUpToDate => Expected is not null && InPlace is not null;
}

/// <summary>What a run has to do for one dataset.</summary>
/// <param name="Locked">The dataset's entry in the lock file; <see langword="null"/> where there is none, or it does not count.</param>
/// <param name="Names">All file names of the dataset; empty where only the service knows them.</param>
/// <param name="Files">The files that the build wants.</param>
/// <param name="Stale">The names of files that an earlier build placed and that the dataset no longer has.</param>
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
    /// <summary>Whether nothing has to be fetched.</summary>
    public bool IsInPlace => Kind != PlanKind.Refresh && Files.All(file => file.IsUpToDate);

    /// <summary>Whether the state file lists exactly the names of the plan, and each wanted file as it is in place.</summary>
    public bool IsRemembered => State is { Stamp: not null } && State.Files.Count == Names.Count && Names.All(State.Files.ContainsKey) &&
        Files.All(file => State.Files[file.Name.Value] == file.InPlace);

    /// <summary>Returns what is in place. <see cref="IsInPlace"/> and <see cref="IsRemembered"/> must be true.</summary>
    public FetchedDataset ToFetched() => new(Key, Location.StateFile, State!.Stamp, [.. Files.Select(file =>
        FetchedFile.Of(Key, file.Name.Value, file.FullPath, file.InPlace!, changed: false))]);

    public bool Wants(string name) => Filters.Any(filter => filter.Matches(name));
}
