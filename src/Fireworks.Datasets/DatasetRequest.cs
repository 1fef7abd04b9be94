using Fireworks.Datasets.Names;

namespace Fireworks.Datasets;

/// <summary>What one item, or one task, asks for.</summary>
/// <param name="Floating">Never pinned: each build asks the service. The same in all requests of a dataset, as is <paramref name="Location"/>.</param>
internal sealed record DatasetRequest(DatasetKey Key, FileFilter Filter, bool Floating, DatasetLocation Location);

/// <summary>Where the files of a dataset go, and where the engine keeps what it remembers of them. Full paths.</summary>
/// <param name="Folder">The files' own folder; nothing but files of the dataset is in it.</param>
/// <param name="StateDirectory">State files and scratch folders, on the same file system as <paramref name="Folder"/>.</param>
internal sealed record DatasetLocation(string Folder, string StateDirectory, string StateFile)
{
    /// <summary>A name that no account has, and that no file of a dataset may start with.</summary>
    public const string StateFolderName = ".fireworks";

    /// <summary>The folder that the user chose, or the default; below it, no symbolic link is followed.</summary>
    public string Root => Path.GetDirectoryName(StateDirectory)!;

    /// <summary>In a folder shared by datasets: <c>&lt;datasetsDirectory&gt;/&lt;account&gt;/&lt;dataset&gt;/</c>.</summary>
    public static DatasetLocation Under(string datasetsDirectory, DatasetKey key) =>
        Create(Path.Combine(datasetsDirectory, key.Folder), datasetsDirectory, key);

    /// <summary>In a folder of the user's choice.</summary>
    public static DatasetLocation In(string folder, DatasetKey key) => Create(folder, folder, key);

    private static DatasetLocation Create(string directory, string root, DatasetKey key)
    {
        var state = Path.GetFullPath(Path.Combine(root, StateFolderName));
        return new(Path.GetFullPath(directory), state, Path.Combine(state, "state", $"{key.Folder}.json"));
    }
}
