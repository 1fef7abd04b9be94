using Fireworks.Datasets.Acquiring;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Finds files of the user that are in the way of a dataset: a file in a folder that must become a file, or one that must become a
/// folder. They are looked for before anything changes, so that a build that fails because of one changes nothing.
/// </summary>
internal static class Obstacles
{
    /// <exception cref="DatasetException">FWDS5004 for each dataset file that cannot be put into place.</exception>
    public static void ThrowIfAny(IEnumerable<AcquiredDataset> datasets)
    {
        var problems = new ProblemList();
        problems.AddRange(datasets.Where(dataset => Directory.Exists(dataset.Plan.Location.Folder)).SelectMany(Find));
        problems.ThrowIfAny();
    }

    private static IEnumerable<Diagnostic> Find(AcquiredDataset dataset) =>
        from file in dataset.Files
        where file.ScratchPath is not null
        let path = file.Planned.FullPath
        let obstacle = InFolder(dataset.Plan, path) ?? OnTheWay(dataset.Plan, path)
        where obstacle is not null
        select Problem.InTheWay(path, obstacle);

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
