using Fireworks.Datasets.Http;
using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets.Acquiring;

/// <summary>Where this run got the contents of a file from.</summary>
internal enum ContentSource
{
    InPlace,
    Cache,
    RemoteCache,
    Network,
}

/// <summary>A file whose contents are verified and ready to go into place.</summary>
/// <param name="Validator">The validator that storage gave for the contents; <see langword="null"/> where none is known.</param>
/// <param name="ScratchPath">The path of the verified copy; <see langword="null"/> where the file in place is already right.</param>
internal sealed record AcquiredFile(PlannedFile Planned, Content Content, Validator? Validator, string? ScratchPath, ContentSource Source)
{
    public string Name => Planned.Name.Value;

    public static AcquiredFile FromPlace(PlannedFile file) =>
        new(file, file.InPlace!.Content, file.InPlace.Validator, ScratchPath: null, ContentSource.InPlace);
}

/// <summary>What a run acquired of a dataset.</summary>
/// <param name="Plan">The plan, completed with the file names that the service gave.</param>
/// <param name="Files">The wanted files; where something went wrong, those of them that were acquired nevertheless.</param>
/// <param name="Problems">What went wrong, worded for the user.</param>
internal sealed record AcquiredDataset(DatasetPlan Plan, IReadOnlyList<AcquiredFile> Files, IReadOnlyList<Diagnostic> Problems)
{
    /// <summary>Whether all wanted files were acquired.</summary>
    public bool IsComplete => Problems.Count == 0;

    /// <summary>After an update: files that this project does not want, and that storage still has as the lock file says.</summary>
    public IReadOnlyDictionary<string, Content> Unchanged { get; init; } = new Dictionary<string, Content>();

    public static AcquiredDataset FromPlace(DatasetPlan plan) => new(plan, [.. plan.Files.Select(AcquiredFile.FromPlace)], Problems: []);
}
