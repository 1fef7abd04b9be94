namespace Fireworks.Datasets.LockFiles;

/// <summary>
/// Decides where a lock file is written. A link to it can come with a pull request, so a build reads through one but writes only to the
/// folder that the lock file's path names.
/// </summary>
internal static class LockFileTarget
{
    /// <returns>The path, or, where it is a symbolic link to a file in the same folder, the path of that file.</returns>
    /// <exception cref="DatasetException">FWDS5004: it is a link that leads to another folder or to no file, or it cannot be followed.</exception>
    public static string Of(string path) => EntryStatus.Of(path) is not { Kind: EntryKind.Link } ? path
        : FileFailure.Guard("write", path, needed: null, () => RealPath.Of(path)) is var real && IsBeside(real, path) ? real
        : throw new DatasetException(Problem.LockFileElsewhere(path, real));

    private static bool IsBeside(string real, string path) => FileFailure.Guard("write", path, needed: null, () =>
        File.Exists(real) && Path.GetDirectoryName(real) == RealPath.Of(Path.GetDirectoryName(path)!));
}
