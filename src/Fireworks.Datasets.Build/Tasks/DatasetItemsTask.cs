using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Service.Credentials;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>The base of tasks that work on the <c>FireworksDataset</c> items of a project.</summary>
public abstract class DatasetItemsTask : FireworksTask
{
    /// <summary>The <c>FireworksDataset</c> items of the project. FWDS1002 to FWDS1006 where one of them is not valid.</summary>
    [Required]
    public ITaskItem[] Datasets { get; set; } = [];

    /// <summary>The property FireworksDatasetsDirectory as a full path: the folder of all datasets of the project.</summary>
    [Required]
    public string DatasetsDirectory { get; set; } = "";

    /// <summary>Whether the datasets directory is one of the build's own, in which the user has no files.</summary>
    private protected virtual bool IsIntermediate => SourceFolder.Contains(Path.Combine(ProjectDirectory, "obj"), DatasetsDirectory);

    /// <exception cref="DatasetException">All problems of the items: FWDS1002 to FWDS1006.</exception>
    private protected IReadOnlyList<RequestedItem> ReadItems(FetchSettings settings, LockFile lockFile)
    {
        var accounts = new AccountResolver(FetchServices.Current.Machine, settings);
        var items = new List<RequestedItem>(Datasets.Length);
        var problems = new ProblemList();
        foreach (var source in Datasets)
        {
            if (problems.Collect(() => Read(source, accounts, lockFile)) is { } item)
            {
                items.Add(item);
            }
        }

        problems.AddRange(PlacementConflicts.Find(items.Select(item => item.Request)));
        problems.ThrowIfAny();
        return items;
    }

    private RequestedItem Read(ITaskItem source, AccountResolver accounts, LockFile lockFile)
    {
        var item = DatasetItem.Read(source);
        var resolved = accounts.Resolve(item.Reference, lockFile.Datasets.Keys);
        var key = new DatasetKey(resolved.Name, item.Lineage);
        var location = DatasetLocation.Under(DatasetsDirectory, key) with { IsUsers = !IsIntermediate };
        return item.Filter.IsLiteral || !location.IsUsers || !location.IsSourceFolder(ProjectDirectory)
            ? new(source, item, resolved, new(key, item.Filter, item.Floating, location))
            : throw new DatasetException(Problem.InvalidSetting("FireworksDatasetsDirectory", DatasetsDirectory,
                $"a folder in which '{key.Folder}' is no project or repository of its own, and not above this project", item.Reference.ToString()));
    }
}
