namespace Fireworks.Datasets.Files;

/// <summary>
/// Keeps writes and deletions below a root. It creates the folders there, and refuses symbolic links among them, which could lead
/// outside. The root itself may be a link, because the user chooses it.
/// </summary>
/// <param name="root">A full path.</param>
internal sealed class DirectoryGuard(string root)
{
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
    private readonly Dictionary<string, bool> _isBelow = new(StringComparer.Ordinal);
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    /// <exception cref="IOException">A folder on the way is a symbolic link or a file; also <see cref="UnauthorizedAccessException"/>.</exception>
    public void Ensure(string directory)
    {
        if (!_made.Add(directory))
        {
            return;
        }

        if (directory.Length > _root.Length)
        {
            Ensure(Path.GetDirectoryName(directory)!);
            if (IsLink(directory))
            {
                throw new IOException($"'{directory}' is a symbolic link, which is not followed");
            }
        }

        Directory.CreateDirectory(directory);
    }

    /// <summary>Whether no symbolic link is on the way from the root to a folder, so that what is deleted there is below the root.</summary>
    public bool IsBelow(string directory)
    {
        if (directory.Length <= _root.Length)
        {
            return directory == _root;
        }

        if (!_isBelow.TryGetValue(directory, out var isBelow))
        {
            _isBelow[directory] = isBelow = IsBelow(Path.GetDirectoryName(directory)!) && !IsLink(directory);
        }

        return isBelow;
    }

    private static bool IsLink(string directory) =>
        new DirectoryInfo(directory) is { Exists: true } found && found.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
