using Fireworks.Datasets.Acquiring;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// What lies where a dataset's files belong and is not ours to remove: a folder with a user's file in it where now a file
/// belongs, or such a file where a folder does. Looked for before anything changes, so that a failed build changes nothing.
/// </summary>
internal static class Obstacles
{
    /// <exception cref="DatasetException">FWDS5004, for each file that cannot be put into place.</exception>
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

    /// <summary>Whether the commit removes it: the dataset no longer has it, and it is as an earlier build left it.</summary>
    private static bool GoesAway(DatasetPlan plan, string path)
    {
        var name = Path.GetRelativePath(plan.Location.Folder, path).Replace(Path.DirectorySeparatorChar, '/');
        return plan.Stale.Contains(name) && InPlaceCheck.Find(path, plan.State!.Files[name], expected: null) is not null;
    }
}
