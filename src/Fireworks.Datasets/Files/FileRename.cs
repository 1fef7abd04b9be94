namespace Fireworks.Datasets.Files;

/// <summary>Renames files. Within one file system a rename is atomic: whoever looks sees the old file or the new one.</summary>
internal static class FileRename
{
    /// <summary>Puts a file in the place of another, or of none.</summary>
    /// <exception cref="IOException">It cannot be renamed; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void Over(string path, string target) => Move(path, target, overwrite: true);

    /// <summary>Gives a file a path that nothing has yet.</summary>
    /// <inheritdoc cref="Over"/>
    public static void ToNew(string path, string target) => Move(path, target, overwrite: false);

    private static void Move(string path, string target, bool overwrite) => Patience.Run(() =>
    {
        File.Move(path, target, overwrite);
        return true;
    });
}
