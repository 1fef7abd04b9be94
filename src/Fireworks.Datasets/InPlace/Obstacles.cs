using Fireworks.Datasets.Acquiring;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Finds files of the user that are in the way of a dataset: one at the path of a new file, one in a folder that must become a file, or
/// one that must become a folder. They are looked for before anything changes, so that a build that fails because of one changes nothing.
/// </summary>
internal static class Obstacles
{
    /// <returns>The dataset. A new file is taken from its place where the user's file there has the same bytes.</returns>
    /// <exception cref="DatasetException">FWDS5004 for each dataset file that cannot be put into place.</exception>
    public static AcquiredDataset Check(AcquiredDataset dataset)
    {
        if (!Directory.Exists(dataset.Plan.Location.Folder))
        {
            return dataset;
        }

        var files = new List<AcquiredFile>(dataset.Files.Count);
        var problems = new ProblemList();
        foreach (var file in dataset.Files)
        {
            var inPlace = WithTheSameBytes(dataset.Plan, file);
            if (inPlace is null && Find(dataset.Plan, file) is { } problem)
            {
                problems.Add(problem);
            }

            files.Add(inPlace ?? file);
        }

        problems.ThrowIfAny();
        return dataset with { Files = files };
    }

    private static bool IsForeign(DatasetPlan plan, PlannedFile file) =>
        EntryStatus.Of(file.FullPath) is not null && plan.State?.Owns(file.Name.Value, file.FullPath, plan.Location.IsUsers) != true;

    private static AcquiredFile? WithTheSameBytes(DatasetPlan plan, AcquiredFile file) =>
        file.ScratchPath is not null && IsForeign(plan, file.Planned)
        && plan.Location.Known(InPlaceCheck.Find(file.Planned.FullPath, remembered: null, file.Content)) is { } inPlace
            ? file with { Planned = file.Planned with { InPlace = inPlace }, ScratchPath = null }
            : null;

    private static Diagnostic? Find(DatasetPlan plan, AcquiredFile file)
    {
        var path = file.Planned.FullPath;
        return file.ScratchPath is null ? null
            : (InFolder(plan, path) ?? OnTheWay(plan, path)) is { } obstacle ? Problem.InTheWay(path, obstacle)
            : IsForeign(plan, file.Planned) && !Directory.Exists(path) ? Problem.NotOurs(path)
            : null;
    }

    private static string? InFolder(DatasetPlan plan, string path) =>
        FolderContents.AllBelow(path).FirstOrDefault(entry => !GoesAway(plan, entry.FullName))?.FullName;

    private static string? OnTheWay(DatasetPlan plan, string path)
    {
        for (var folder = Path.GetDirectoryName(path)!; folder.Length > plan.Location.Folder.Length; folder = Path.GetDirectoryName(folder)!)
        {
            if (File.Exists(folder) && !GoesAway(plan, folder))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>Whether the commit will remove this file: the dataset no longer has it, and it is as an earlier build left it.</summary>
    private static bool GoesAway(DatasetPlan plan, string path)
    {
        var name = Path.GetRelativePath(plan.Location.Folder, path).Replace(Path.DirectorySeparatorChar, '/');
        return plan.Stale.Contains(name) && InPlaceCheck.Find(path, plan.State!.Files[name], expected: null) is not null;
    }
}
