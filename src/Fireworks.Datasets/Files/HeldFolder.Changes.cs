using Fireworks.Datasets.Files.Unix;

namespace Fireworks.Datasets.Files;

/// <content>Renames into an open folder, and removals from it.</content>
internal sealed partial class HeldFolder
{
    /// <summary>Twice as deep as any folder of a dataset.</summary>
    private const int DeepestFolder = 64;

    /// <summary>Renames a file into this folder, and replaces the file that has the name.</summary>
    /// <param name="source">A full path in the same file system.</param>
    /// <exception cref="IOException">It cannot be renamed; also <see cref="UnauthorizedAccessException"/>.</exception>
    public void PlaceOver(string source, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            FileRename.Over(source, System.IO.Path.Join(Path, name));
            return;
        }

        UnixError.Check(Libc.RenameAt(UnixFlags.NoFolder, source, Handle, name), System.IO.Path.Join(Path, name));
    }

    /// <summary>Renames a file into this folder, under a name that nothing has.</summary>
    /// <inheritdoc cref="PlaceOver"/>
    public void PlaceNew(string source, string name)
    {
        var path = System.IO.Path.Join(Path, name);
        if (OperatingSystem.IsWindows())
        {
            FileRename.ToNew(source, path);
            return;
        }

        // One step, where the file system can do it. It is also faster than the two below.
        if (OperatingSystem.IsLinux() && Libc.SystemCall(UnixFlags.NumberOfRenameAt2, UnixFlags.NoFolder, source, Handle, name, UnixFlags.KeepTarget) == 0)
        {
            return;
        }

        // As .NET does: renaming replaces, but a second name is given only where there is none. The first one is removed then.
        if (Libc.LinkAt(UnixFlags.NoFolder, source, Handle, name, flags: 0) == 0)
        {
            UnixError.Check(Libc.Unlink(source), source);
        }
        else if (!UnixError.MeansNoLinks(UnixError.Last))
        {
            throw UnixError.Of(UnixError.Last, path);
        }
        else if (Look(name) is null)
        {
            PlaceOver(source, name);
        }
        else
        {
            throw UnixError.Of(UnixError.Exists, path);
        }
    }

    /// <summary>Removes a file, or a link itself, which may be missing.</summary>
    /// <exception cref="IOException">It cannot be removed; also <see cref="UnauthorizedAccessException"/>.</exception>
    public void Delete(string name)
    {
        var path = System.IO.Path.Join(Path, name);
        if (OperatingSystem.IsWindows())
        {
            FileRemoval.Delete(path);
        }
        else if (Libc.UnlinkAt(Handle, name, flags: 0) < 0 && UnixError.Last != UnixError.Missing)
        {
            throw UnixError.Of(UnixError.Last, path);
        }
    }

    /// <returns>False if the folder is not empty, or no folder. A missing folder counts as removed.</returns>
    /// <inheritdoc cref="Delete"/>
    public bool DeleteEmptyFolder(string name)
    {
        var path = System.IO.Path.Join(Path, name);
        if (OperatingSystem.IsWindows())
        {
            return FileRemoval.DeleteIfEmpty(path);
        }

        if (Libc.UnlinkAt(Handle, name, UnixFlags.RemoveFolder) == 0)
        {
            return true;
        }

        var error = UnixError.Last;
        return error == UnixError.Missing || (error != UnixError.NotEmpty && error != UnixError.Exists && error != UnixError.NotAFolder
            ? throw UnixError.Of(error, path) : false);
    }

    /// <summary>Removes a folder with the folders below it, and, if told to, with the files in them. Of a link, only the link is removed.</summary>
    /// <exception cref="IOException">
    /// A file is in it that must stay, something cannot be removed, or it is deeper than any folder of this package, and all its levels would
    /// be open at once; also <see cref="UnauthorizedAccessException"/>.
    /// </exception>
    public void DeleteFolder(string name, bool withFiles) => DeleteFolder(name, withFiles, depth: 0);

    private void DeleteFolder(string name, bool withFiles, int depth)
    {
        if (depth > DeepestFolder)
        {
            throw new IOException($"'{System.IO.Path.Join(Path, name)}' is more than {DeepestFolder} folders deep");
        }

        using (var folder = TryOpenFolder(name))
        {
            foreach (var entry in folder?.Names() ?? [])
            {
                if (folder!.Look(entry) is { Kind: EntryKind.Folder })
                {
                    folder.DeleteFolder(entry, withFiles, depth + 1);
                }
                else if (withFiles)
                {
                    folder.Delete(entry);
                }
            }
        }

        if (!DeleteEmptyFolder(name))
        {
            throw UnixError.Of(UnixError.NotEmpty, System.IO.Path.Join(Path, name));
        }
    }

    /// <summary>The names of all entries now.</summary>
    public IReadOnlyList<string> Names() =>
        [.. Directory.EnumerateFileSystemEntries(PathOf("")).Select(entry => System.IO.Path.GetFileName(entry))];
}
