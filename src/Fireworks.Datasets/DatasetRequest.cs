using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets;

/// <summary>What one item or one call of the task asks for: some or all files of a dataset.</summary>
/// <param name="Floating">Whether each build asks the service, and nothing is pinned. All requests for a dataset have the same value.</param>
/// <param name="Location">All requests for a dataset have the same location.</param>
internal sealed record DatasetRequest(DatasetKey Key, FileFilter Filter, bool Floating, DatasetLocation Location);

/// <summary>Where the files of a dataset go, and where the engine keeps its records about them. All three are full paths.</summary>
/// <param name="Folder">The folder that the dataset's file names are relative to.</param>
/// <param name="StateDirectory">The folder of state files and scratch folders, on the same file system as <paramref name="Folder"/>.</param>
/// <param name="StateFile">The state file of this dataset.</param>
internal sealed record DatasetLocation(string Folder, string StateDirectory, string StateFile)
{
    /// <summary>No account can have this name, and no file name of a dataset may start with it.</summary>
    public const string StateFolderName = ".fireworks";

    /// <summary>The folders of state files and of scratch folders below <see cref="StateDirectory"/>.</summary>
    public const string StateFiles = "state", ScratchFolders = "tmp";

    /// <summary>The end of the name of what one build leaves for the next. It lies beside them where a project has no intermediate folder.</summary>
    public const string LastBuildExtension = ".FireworksDatasets.cache";

    /// <summary>
    /// Whether the user has files of his own there, because it is not in the build's intermediate folder. A file that is not as it was placed
    /// is then his, also where this package once had a file.
    /// </summary>
    public bool IsUsers { get; init; }

    /// <summary>
    /// Says whose a file is that has the right bytes and no record, as after a CI cache was restored in part: in a folder of the build's own it
    /// is this package's.
    /// </summary>
    public FileInPlace? Known(FileInPlace? file) => IsUsers || file is not { IsOurs: false } ? file : file with { IsOurs = true };

    /// <summary>The folder that the user chose, or the default one. Below it, no symbolic link is followed.</summary>
    public string Root => Path.GetDirectoryName(StateDirectory)!;

    /// <summary>The same, of the path of a state file.</summary>
    public static string RootOf(string stateFile) => Path.GetFullPath(Path.Combine(stateFile, "..", "..", "..", ".."));

    /// <summary>Whether a file's name alone could make a tool obey it there: see <see cref="SourceFolder"/>.</summary>
    /// <param name="projectDirectory">The full path of the project's folder.</param>
    /// <exception cref="IOException">A folder cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public bool IsSourceFolder(string projectDirectory)
    {
        var ours = new Lazy<HashSet<string>>(() => [.. (DatasetState.Read(StateFile)?.Files ?? DatasetState.NoFiles)
            .Where(file => file.Value is { IsOurs: true }).Select(file => file.Key.Split('/')[0])]);
        return SourceFolder.Is(Folder, projectDirectory, entry => ours.Value.Contains(entry));
    }

    /// <summary>The location in a folder that datasets share: <c>&lt;datasetsDirectory&gt;/&lt;account&gt;/&lt;dataset&gt;/</c>.</summary>
    public static DatasetLocation Under(string datasetsDirectory, DatasetKey key) =>
        Create(Path.Combine(datasetsDirectory, key.Folder), datasetsDirectory, key);

    /// <summary>The location in a folder that the user chose for this dataset alone.</summary>
    public static DatasetLocation In(string folder, DatasetKey key) => Create(folder, folder, key);

    private static DatasetLocation Create(string directory, string root, DatasetKey key)
    {
        var state = Path.GetFullPath(Path.Combine(root, StateFolderName));
        return new(Path.GetFullPath(directory), state, Path.Combine(state, StateFiles, $"{key.Folder}.json"));
    }
}
