namespace Fireworks.Datasets.Names;

/// <summary>
/// Finds names that cannot be beside each other on every file system: the same after folding, or a file where
/// another needs a folder. Linear in the length of all names.
/// </summary>
internal sealed class NameCollisions
{
    private readonly Dictionary<string, string> _files;
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);
    private readonly List<(string First, string Second)> _same = [];

    public NameCollisions(IReadOnlyCollection<SafeRelativePath> paths)
    {
        _files = new(paths.Count, StringComparer.Ordinal);
        foreach (var path in paths)
        {
            Add(path.Value);
        }
    }

    /// <param name="report">Gets the two names and how they collide, for the end of a sentence.</param>
    public void Report(Action<string, string, string> report)
    {
        foreach (var (first, second) in _same)
        {
            report(first, second, first == second
                ? "which is one name listed twice"
                : "which are one file where case or the composition of letters does not count");
        }

        foreach (var (folder, inside) in _folders)
        {
            if (_files.TryGetValue(folder, out var file))
            {
                report(file, inside, "and the first is a file where the second needs a folder");
            }
        }
    }

    private void Add(string name)
    {
        var folded = NameFolding.Fold(name);
        if (!_files.TryAdd(folded, name))
        {
            _same.Add((_files[folded], name));
        }

        // A folder that is known has known parents.
        for (var slash = folded.LastIndexOf('/'); slash > 0; slash = folded.LastIndexOf('/', slash - 1))
        {
            if (!_folders.TryAdd(folded[..slash], name))
            {
                break;
            }
        }
    }
}
