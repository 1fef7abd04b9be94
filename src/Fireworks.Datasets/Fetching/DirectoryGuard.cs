namespace Fireworks.Datasets.Fetching;

/// <summary>Makes the folders under a root, and refuses a symbolic link among them: it could lead out of the root.</summary>
internal sealed class DirectoryGuard(string root)
{
    private readonly HashSet<string> _checked = new(StringComparer.Ordinal);

    /// <exception cref="IOException">A folder on the way is a symbolic link or a file.</exception>
    public void Ensure(string directory)
    {
        if (!_checked.Add(directory))
        {
            return;
        }

        if (directory.Length > root.Length)
        {
            Ensure(Path.GetDirectoryName(directory)!);
            if (new DirectoryInfo(directory) is { Exists: true } found && found.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                throw new IOException($"'{directory}' is a symbolic link, which is not followed");
            }
        }

        Directory.CreateDirectory(directory);
    }
}
