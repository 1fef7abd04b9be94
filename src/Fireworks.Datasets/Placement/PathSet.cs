using System.Diagnostics.CodeAnalysis;
using Fireworks.Datasets.Paths;

namespace Fireworks.Datasets.Placement;

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
        foreach (var folder in Folders(folded))
        {
            if (!_folders.TryAdd(folder, file))
            {
                break;
            }
        }

        return true;
    }

    public T? FindConflict(string path)
    {
        var folded = NameFolding.Fold(path);
        return _files.GetValueOrDefault(folded)
            ?? _folders.GetValueOrDefault(folded)
            ?? Folders(folded).Select(folder => _files.GetValueOrDefault(folder)).FirstOrDefault(file => file is not null);
    }

    private static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }
}
