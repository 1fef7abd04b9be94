using System.Diagnostics.CodeAnalysis;

namespace Fireworks.Datasets.Names;

/// <summary>Files under one folder, as a case-insensitive file system sees them; knows the folders that they need.</summary>
internal sealed class PathSet<T>
    where T : class
{
    private readonly Dictionary<string, T> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, T> _folders = new(StringComparer.Ordinal);

    /// <param name="conflict">What has that path, is a folder of it, or needs it as a folder.</param>
    public bool TryAdd(string path, T file, [NotNullWhen(false)] out T? conflict)
    {
        conflict = FindConflict(path);
        if (conflict is not null)
        {
            return false;
        }

        var folded = NameFolding.Fold(path);
        _files.Add(folded, file);
        // A folder that is known has known parents.
        for (var folder = FolderOf(folded); folder is not null && _folders.TryAdd(folder, file); folder = FolderOf(folder))
        {
        }

        return true;
    }

    public T? FindConflict(string path)
    {
        var folded = NameFolding.Fold(path);
        var conflict = _files.GetValueOrDefault(folded) ?? _folders.GetValueOrDefault(folded);
        for (var folder = FolderOf(folded); conflict is null && folder is not null; folder = FolderOf(folder))
        {
            conflict = _files.GetValueOrDefault(folder);
        }

        return conflict;
    }

    private static string? FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : null;
}
