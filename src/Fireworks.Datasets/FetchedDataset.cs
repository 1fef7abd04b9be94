namespace Fireworks.Datasets;

/// <summary>All files in place of a dataset that the requests asked for.</summary>
internal sealed class FetchedDataset
{
    /// <param name="stateFile">Full path of the file that says what is in place.</param>
    /// <param name="state">Of that file; <see langword="null"/> where it is not there.</param>
    /// <param name="files">In any order. This is the one place that gives them theirs.</param>
    public FetchedDataset(DatasetKey key, string stateFile, FileStamp? state, FetchedFile[] files)
    {
        (Key, StateFile, State, Files) = (key, stateFile, state, files);
        for (var i = 1; i < files.Length; i++)
        {
            // As a rule they are in order already, and looking is much cheaper than sorting.
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

    /// <summary>In ordinal order of their names.</summary>
    public IReadOnlyList<FetchedFile> Files { get; }
}
