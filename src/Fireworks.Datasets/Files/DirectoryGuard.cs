namespace Fireworks.Datasets.Files;

/// <summary>
/// Keeps writes and deletions below a root. It opens the folders from the root down, refuses symbolic links among them, which could lead
/// outside, and works in what it has opened: see <see cref="HeldFolder"/>. The root itself may be a link, because the user chooses it.
/// Paths are full paths. Any thread may call it.
/// </summary>
internal sealed class DirectoryGuard : IDisposable
{
    /// <summary>So many folders stay open, besides those that are in use. Files of one folder mostly come one after the other.</summary>
    private const int MostIdle = 64;

    private readonly string _root;
    private readonly object _gate = new();
    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public DirectoryGuard(string root) => _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary>Creates a folder, and those above it, where they are missing.</summary>
    /// <exception cref="IOException">A folder on the way is a symbolic link or a file; also <see cref="UnauthorizedAccessException"/>.</exception>
    public void Ensure(string directory) => Give(Take(directory, create: true));

    /// <summary>Renames a file of the same file system to a path whose folder exists, and replaces the file there.</summary>
    /// <inheritdoc cref="Ensure"/>
    public void PlaceOver(string source, string path) => In(path, (folder, name) => folder.PlaceOver(source, name));

    /// <summary>Renames a file to a path that must not exist, in a folder that does.</summary>
    /// <inheritdoc cref="Ensure"/>
    public void PlaceNew(string source, string path) => In(path, (folder, name) => folder.PlaceNew(source, name));

    /// <summary>Deletes a file if <paramref name="isIt"/> says so of a path that leads to it, and the folders that are empty then.</summary>
    /// <param name="end">The lowest folder that stays.</param>
    /// <returns>False if it stays, or it is not below the root because a link is on the way.</returns>
    /// <exception cref="IOException">It cannot be deleted; also <see cref="UnauthorizedAccessException"/>.</exception>
    public bool DeleteIf(string path, Func<string, bool> isIt, string end)
    {
        if (TryTake(Path.GetDirectoryName(path)!) is not { } held)
        {
            return false;
        }

        try
        {
            var name = Path.GetFileName(path);
            if (!isIt(held.Folder.PathOf(name)))
            {
                return false;
            }

            held.Folder.Delete(name);
        }
        finally
        {
            Give(held);
        }

        DeleteEmptyFolders(Path.GetDirectoryName(path)!, end);
        return true;
    }

    /// <summary>Deletes a folder and those above it while they are empty or missing, up to <paramref name="end"/>, which stays.</summary>
    /// <inheritdoc cref="DeleteIf" path="/exception"/>
    public void DeleteEmptyFolders(string folder, string end)
    {
        var least = Math.Max(Path.TrimEndingDirectorySeparator(end).Length, _root.Length);
        for (; folder.Length > least; folder = Path.GetDirectoryName(folder)!)
        {
            if (TryTake(Path.GetDirectoryName(folder)!) is not { } parent)
            {
                continue;
            }

            try
            {
                if (!parent.Folder.DeleteEmptyFolder(Path.GetFileName(folder)))
                {
                    return;
                }
            }
            finally
            {
                Give(parent);
            }

            Forget(folder);
        }
    }

    /// <summary>Deletes a folder with the folders below it, and, if told to, with the files in them. It may be missing.</summary>
    /// <exception cref="IOException">A file is in it that must stay, or it cannot be deleted; also <see cref="UnauthorizedAccessException"/>.</exception>
    public void DeleteFolder(string folder, bool withFiles)
    {
        In(folder, (parent, name) => parent.DeleteFolder(name, withFiles));
        Forget(folder);
    }

    /// <summary>A path of a file, whose folder is created if it is missing, that leads to that folder until this is disposed.</summary>
    /// <inheritdoc cref="HeldFolder.PathOf" path="/remarks"/>
    /// <inheritdoc cref="Ensure"/>
    public string Pinned(string path) => Take(Path.GetDirectoryName(path)!, create: true).Folder.PathOf(Path.GetFileName(path));

    /// <summary>Opens a folder, which is created if it is missing. The caller disposes it.</summary>
    /// <inheritdoc cref="Ensure"/>
    public HeldFolder Hold(string directory)
    {
        lock (_gate)
        {
            return Open(directory, create: true);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var held in _held.Values)
            {
                held.Folder.Dispose();
            }

            _held.Clear();
            _order.Clear();
        }
    }

    private void In(string path, Action<HeldFolder, string> act)
    {
        var held = Take(Path.GetDirectoryName(path)!, create: false);
        try
        {
            act(held.Folder, Path.GetFileName(path));
        }
        finally
        {
            Give(held);
        }
    }

    private Held? TryTake(string directory)
    {
        try
        {
            return Take(directory, create: false);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // It is gone, or not below the root.
            return null;
        }
    }

    private Held Take(string directory, bool create)
    {
        lock (_gate)
        {
            if (!_held.TryGetValue(directory, out var held))
            {
                held = new(Open(directory, create));
                _held[directory] = held;
                _order.Enqueue(directory);
            }

            held.Uses++;
            CloseIdle();
            return held;
        }
    }

    private HeldFolder Open(string directory, bool create)
    {
        if (directory.Length <= _root.Length)
        {
            return directory != _root ? throw new IOException($"'{directory}' is not below '{_root}'")
                : create ? HeldFolder.Create(_root) : HeldFolder.TryOpen(_root) ?? throw new DirectoryNotFoundException($"'{_root}' is gone");
        }

        var parent = Take(Path.GetDirectoryName(directory)!, create);
        try
        {
            var name = Path.GetFileName(directory);
            return create
                ? parent.Folder.CreateFolder(name)
                : parent.Folder.TryOpenFolder(name) ?? throw new DirectoryNotFoundException($"'{directory}' is gone");
        }
        finally
        {
            Give(parent);
        }
    }

    private void Give(Held held)
    {
        lock (_gate)
        {
            held.Uses--;
        }
    }

    private void CloseIdle()
    {
        for (var looked = 0; _held.Count > MostIdle && looked < MostIdle; looked++)
        {
            var oldest = _order.Dequeue();
            if (!_held.TryGetValue(oldest, out var held))
            {
                continue;
            }

            if (held.Uses > 0)
            {
                _order.Enqueue(oldest);
                continue;
            }

            _held.Remove(oldest);
            held.Folder.Dispose();
        }
    }

    /// <summary>Lets go of a folder that was deleted, with those below it, so that it is created anew.</summary>
    private void Forget(string folder)
    {
        lock (_gate)
        {
            var below = folder + Path.DirectorySeparatorChar;
            foreach (var gone in _held.Keys.Where(held => held == folder || held.StartsWith(below, StringComparison.Ordinal)).ToArray())
            {
                _held.Remove(gone, out var held);
                held!.Folder.Dispose();
            }
        }
    }

    private sealed class Held(HeldFolder folder)
    {
        public HeldFolder Folder => folder;

        public int Uses { get; set; }
    }
}
