namespace Fireworks.Datasets.Files;

/// <summary>Renames files. Within one file system a rename is atomic: a reader finds the old file or the new one at the path.</summary>
internal static class FileRename
{
    /// <summary>Renames a file to a path, and replaces the file there, if there is one.</summary>
    /// <exception cref="IOException">It cannot be renamed; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void Over(string path, string target) => Move(path, target, overwrite: true);

    /// <summary>Renames a file to a path that must not exist.</summary>
    /// <inheritdoc cref="Over"/>
    public static void ToNew(string path, string target) => Move(path, target, overwrite: false);

    /// <summary>Renames whatever has a path: a file, a FIFO, a link itself or a folder.</summary>
    /// <param name="target">A path in the same file system that nothing has.</param>
    /// <inheritdoc cref="Over"/>
    public static void Aside(string path, string target)
    {
        if (EntryStatus.Of(path) is { Kind: EntryKind.Folder })
        {
            Directory.Move(path, target);
        }
        else
        {
            Over(path, target);
        }
    }

    private static void Move(string path, string target, bool overwrite) => Patience.Run(() =>
    {
        File.Move(path, target, overwrite);
        return true;
    });
}
