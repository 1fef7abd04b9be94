using System.Globalization;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// The folder in which the files of one run wait until all of them are verified. It is on the same file system as their destination,
/// so that each goes into place by a rename. The next run removes the scratch folder of a run that was killed.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string InUse = ".in-use";
    private const int NameLength = 32;
    private readonly string _name = HexDigits.Random(NameLength);
    private readonly HeldFolder _parent, _folder;
    private readonly HeldFile? _inUse;
    private int _files;

    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004.</exception>
    public ScratchFolder(DatasetLocation location)
    {
        var parent = Path.Combine(location.StateDirectory, DatasetLocation.ScratchFolders);
        (_parent, _inUse, _folder) = FileFailure.Guard("write", parent, needed: null, () =>
        {
            // The guard refuses symbolic links. It runs before anything is removed, because a link could lead to a folder of the user.
            using var directories = new DirectoryGuard(location.Root);
            var opened = directories.Hold(parent);
            foreach (var folder in opened.Names())
            {
                RemoveIfAbandoned(opened, folder);
            }

            // The lock is held from before the folder exists until it is gone, so another build can always tell whether it is in use.
            // What is in the folder is not finished, so only this user may see it. The files have the permissions that they have in place.
            return (opened, Hold(opened, _name), opened.CreateFolder(_name, isPrivate: true));
        });
    }

    /// <summary>Removes the scratch folders of runs that were killed, and the folder of all of them where it is empty then.</summary>
    /// <exception cref="IOException">A folder cannot be opened; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void RemoveAbandoned(string stateDirectory, DirectoryGuard directories)
    {
        var parent = Path.Combine(stateDirectory, DatasetLocation.ScratchFolders);
        if (!Directory.Exists(parent))
        {
            return;
        }

        using (var opened = directories.Hold(parent))
        {
            foreach (var name in opened.Names())
            {
                RemoveIfAbandoned(opened, name.EndsWith(InUse, StringComparison.Ordinal) ? name[..^InUse.Length] : name);
            }
        }

        directories.DeleteEmptyFolders(parent, end: stateDirectory);
    }

    /// <summary>Returns a new path in the folder, which no other caller gets. It leads there until this is disposed.</summary>
    public string NextPath() => _folder.PathOf(Interlocked.Increment(ref _files).ToString(CultureInfo.InvariantCulture));

    public void Dispose()
    {
        _folder.Dispose();
        TryDelete(_parent, _name);
        _inUse?.Dispose();
        _parent.Dispose();
    }

    private static HeldFile? Hold(HeldFolder parent, string name) => ExclusiveFile.TryOpen(parent.PathOf(name + InUse), deleteOnClose: true);

    private static void RemoveIfAbandoned(HeldFolder parent, string name)
    {
        if (name.Length != NameLength || !HexDigits.Are(name) || parent.Look(name) is { Kind: not EntryKind.Folder })
        {
            return;
        }

        try
        {
            using var held = Hold(parent, name);
            if (held is not null && parent.Look(name) is not null)
            {
                TryDelete(parent, name);
            }
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // The folder may belong to another user, whose build may be running.
        }
    }

    private static void TryDelete(HeldFolder parent, string name)
    {
        try
        {
            parent.DeleteFolder(name, withFiles: true);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // Files that stay only take space, and the next build tries again.
        }
    }
}
