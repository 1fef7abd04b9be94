using Fireworks.Datasets.Http;
using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Acquiring;

/// <summary>Where the contents of a file came from in this run.</summary>
internal enum ContentSource
{
    InPlace,
    Cache,
    RemoteCache,
    Network,
}

/// <summary>Verified contents of a file, ready to go into place.</summary>
/// <param name="Validator">What storage calls the content, where it was asked.</param>
/// <param name="ScratchPath">The verified copy; <see langword="null"/> where the file in place is already right.</param>
internal sealed record AcquiredFile(PlannedFile Planned, Content Content, Validator? Validator, string? ScratchPath, ContentSource Source)
{
    public string Name => Planned.Name.Value;

    public static AcquiredFile FromPlace(PlannedFile file) =>
        new(file, file.InPlace!.Content, file.InPlace.Validator, ScratchPath: null, ContentSource.InPlace);
}

/// <summary>What a run acquired of a dataset.</summary>
/// <param name="Plan">The plan, complete with the names that the service gave.</param>
/// <param name="Files">Its wanted files; where something went wrong, those of them that were acquired nevertheless.</param>
/// <param name="Problems">What went wrong, worded for the user.</param>
internal sealed record AcquiredDataset(DatasetPlan Plan, IReadOnlyList<AcquiredFile> Files, IReadOnlyList<Diagnostic> Problems)
{
    /// <summary>Whether all wanted files were acquired.</summary>
    public bool IsComplete => Problems.Count == 0;

    /// <summary>After an update: files that are not wanted here, and that storage still has as the lock file says.</summary>
    public IReadOnlyDictionary<string, Content> Unchanged { get; init; } = new Dictionary<string, Content>();

    public static AcquiredDataset FromPlace(DatasetPlan plan) => new(plan, [.. plan.Files.Select(AcquiredFile.FromPlace)], Problems: []);
}
