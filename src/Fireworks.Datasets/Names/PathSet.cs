using System.Diagnostics.CodeAnalysis;

namespace Fireworks.Datasets.Names;

/// <summary>
/// Files under one folder, as a case-insensitive file system sees them; knows the folders that they need. Takes time in
/// proportion to the length of all paths.
/// </summary>
internal sealed class PathSet<T>(int capacity = 0)
    where T : class
{
    private readonly Dictionary<string, T> _files = new(capacity, StringComparer.Ordinal);
    private readonly Dictionary<string, T> _folders = new(StringComparer.Ordinal);

    /// <summary>Adds a file where nothing conflicts with it.</summary>
    /// <param name="conflict">What has that path, is a folder of it, or needs it as a folder.</param>
    public bool TryAdd(string path, T file, [NotNullWhen(false)] out T? conflict)
    {
        var folded = NameFolding.Fold(path);
        conflict = Find(folded);
        if (conflict is not null)
        {
            return false;
        }

        Keep(folded, file);
        return true;
    }

    /// <summary>Adds a file, also beside what conflicts with it: then what needs the same folder conflicts no more.</summary>
    /// <returns>As <see cref="FindConflict"/>.</returns>
    public T? Add(string path, T file)
    {
        var folded = NameFolding.Fold(path);
        var conflict = Find(folded);
        Keep(folded, file);
        return conflict;
    }

    /// <returns>What has that path, is a folder of it, or needs it as a folder; <see langword="null"/> where nothing does.</returns>
    public T? FindConflict(string path) => Find(NameFolding.Fold(path));

    private T? Find(string folded)
    {
        if (_files.TryGetValue(folded, out var conflict) || _folders.TryGetValue(folded, out conflict))
        {
            return conflict;
        }

        // A folder that is known was looked for among the files when it was added, and so were its parents.
        for (var folder = FolderOf(folded); folder is not null && !_folders.ContainsKey(folder); folder = FolderOf(folder))
        {
            if (_files.TryGetValue(folder, out conflict))
            {
                return conflict;
            }
        }

        return null;
    }

    private void Keep(string folded, T file)
    {
        _files.TryAdd(folded, file);
        // A folder that is known has known parents.
        for (var folder = FolderOf(folded); folder is not null && _folders.TryAdd(folder, file); folder = FolderOf(folder))
        {
        }
    }

    private static string? FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : null;
}
