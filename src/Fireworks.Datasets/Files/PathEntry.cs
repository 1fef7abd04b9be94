namespace Fireworks.Datasets.Files;

/// <summary>What a folder has under a name.</summary>
internal static class PathEntry
{
    /// <summary>Whether there is anything: a file, a folder, or a symbolic link, even one that leads nowhere.</summary>
    public static bool Exists(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;
}
