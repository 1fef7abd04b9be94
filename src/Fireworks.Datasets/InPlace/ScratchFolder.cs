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
    private readonly FileStream? _inUse;
    private readonly string _folder;
    private int _files;

    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004.</exception>
    public ScratchFolder(DatasetLocation location)
    {
        var parent = Path.Combine(location.StateDirectory, DatasetLocation.ScratchFolders);
        _folder = Path.Combine(parent, HexDigits.Random(NameLength));
        _inUse = FileFailure.Guard("write", parent, needed: null, () =>
        {
            // The guard refuses symbolic links. It runs before anything is removed, because a link could lead to a folder of the user.
            var directories = new DirectoryGuard(location.Root);
            directories.Ensure(parent);
            foreach (var folder in FolderContents.Folders(parent))
            {
                RemoveIfAbandoned(folder);
            }

            // The lock is held from before the folder exists until it is gone, so another build can always tell whether it is in use.
            var held = Hold(_folder);
            directories.Ensure(_folder);
            return held;
        });
    }

    /// <summary>Returns a new path in the folder, which no other caller gets.</summary>
    public string NextPath() => Path.Combine(_folder, Interlocked.Increment(ref _files).ToString(CultureInfo.InvariantCulture));

    public void Dispose()
    {
        FileRemoval.TryDeleteFolder(_folder);
        _inUse?.Dispose();
    }

    private static FileStream? Hold(string folder) => ExclusiveFile.TryOpen(folder + InUse, FileMode.OpenOrCreate, FileOptions.DeleteOnClose);

    private static void RemoveIfAbandoned(DirectoryInfo folder)
    {
        if (folder.Name.Length != NameLength || !HexDigits.Are(folder.Name))
        {
            return;
        }

        try
        {
            using var held = Hold(folder.FullName);
            if (held is not null)
            {
                FileRemoval.TryDeleteFolder(folder.FullName);
            }
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // The folder may belong to another user, whose build may be running.
        }
    }
}
