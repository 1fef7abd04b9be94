using System.Diagnostics.CodeAnalysis;

namespace Fireworks.Datasets.Names;

/// <summary>
/// The files under one folder and the folders that they need, compared as a case-insensitive file system compares them.
/// Adding files takes time in proportion to the total length of their paths.
/// </summary>
internal sealed class PathSet<T>(int capacity = 0)
    where T : class
{
    private readonly Dictionary<string, T> _files = new(capacity, StringComparer.Ordinal);
    private readonly Dictionary<string, T> _folders = new(StringComparer.Ordinal);

    /// <summary>Adds a file if nothing conflicts with it.</summary>
    /// <param name="conflict">The file that has that path, that has the path of one of its folders, or that needs it as a folder.</param>
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

    /// <summary>Adds a file even if it conflicts. Later files in the same folder then report no further conflict.</summary>
    /// <returns>The result of <see cref="FindConflict"/> before the file was added.</returns>
    public T? Add(string path, T file)
    {
        var folded = NameFolding.Fold(path);
        var conflict = Find(folded);
        Keep(folded, file);
        return conflict;
    }

    /// <returns>
    /// The file that has that path, that has the path of one of its folders, or that needs it as a folder;
    /// <see langword="null"/> if there is none.
    /// </returns>
    public T? FindConflict(string path) => Find(NameFolding.Fold(path));

    private T? Find(string folded)
    {
        if (_files.TryGetValue(folded, out var conflict) || _folders.TryGetValue(folded, out conflict))
        {
            return conflict;
        }

        // The loop can stop at a known folder: the folder and its parents were compared with the files when it was added.
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
        // The loop can stop at a known folder, because all parents of a known folder are known.
        for (var folder = FolderOf(folded); folder is not null && _folders.TryAdd(folder, file); folder = FolderOf(folder))
        {
        }
    }

    private static string? FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : null;
}
