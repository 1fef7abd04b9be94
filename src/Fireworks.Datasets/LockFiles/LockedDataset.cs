namespace Fireworks.Datasets.LockFiles;

/// <summary>
/// A dataset's entry in the lock file: <em>every</em> file name, with the content that the file must have, or
/// <see langword="null"/> if that is not known. Immutable.
/// </summary>
internal sealed class LockedDataset
{
    private readonly Dictionary<string, Content?> _files;
    private string[]? _names;

    public LockedDataset(IEnumerable<KeyValuePair<string, Content?>> files)
        : this(new Dictionary<string, Content?>(files, StringComparer.Ordinal))
    {
    }

    /// <summary>Takes over <paramref name="files"/>, which must compare names ordinally.</summary>
    internal LockedDataset(Dictionary<string, Content?> files) => _files = files;

    /// <summary>All names, in ordinal order.</summary>
    public IReadOnlyList<string> Names => _names ??= Sorted();

    public IReadOnlyDictionary<string, Content?> Files => _files;

    /// <summary>The content that a file must have; <see langword="null"/> if it is not known, or if the dataset has no such file.</summary>
    public Content? this[string file] => _files.GetValueOrDefault(file);

    public bool Contains(string file) => _files.ContainsKey(file);

    /// <summary>Whether the entry has exactly these names.</summary>
    public bool Has(IReadOnlyCollection<string> names) => names.Count == _files.Count && names.All(_files.ContainsKey);

    public bool SameAs(LockedDataset? other) => other is not null && _files.Count == other._files.Count
        && _files.All(file => other._files.TryGetValue(file.Key, out var its) && its == file.Value);

    private string[] Sorted()
    {
        string[] names = [.. _files.Keys];
        // In a lock file that this package wrote, they are sorted already, and a check is much cheaper than sorting.
        for (var i = 1; i < names.Length; i++)
        {
            if (string.CompareOrdinal(names[i - 1], names[i]) > 0)
            {
                Array.Sort(names, StringComparer.Ordinal);
                break;
            }
        }

        return names;
    }
}
