namespace Fireworks.Datasets;

/// <summary>A dataset's files in place, as far as the requests asked for them.</summary>
internal sealed class FetchedDataset
{
    /// <param name="stateFile">Full path of the state file.</param>
    /// <param name="state">The stamp of the state file; <see langword="null"/> where the file does not exist.</param>
    /// <param name="files">The files in any order. The constructor takes over the array and sorts it.</param>
    public FetchedDataset(DatasetKey key, string stateFile, FileStamp? state, FetchedFile[] files)
    {
        (Key, StateFile, State, Files) = (key, stateFile, state, files);
        for (var i = 1; i < files.Length; i++)
        {
            // The files usually are in order already, and checking that is much cheaper than sorting them.
            if (string.CompareOrdinal(files[i - 1].Name, files[i].Name) > 0)
            {
                Array.Sort(files, static (first, second) => string.CompareOrdinal(first.Name, second.Name));
                break;
            }
        }
    }

    public DatasetKey Key { get; }

    public string StateFile { get; }

    public FileStamp? State { get; }

    /// <summary>The files, in ordinal order of their names.</summary>
    public IReadOnlyList<FetchedFile> Files { get; }
}
