using System.Globalization;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Where the files of one run wait until all of them are verified: beside their destination, on the same file system, so
/// that each goes into place by a rename. What a killed run left behind is removed by the next one.
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
        var parent = Path.Combine(location.StateDirectory, "tmp");
        _folder = Path.Combine(parent, HexDigits.Random(NameLength));
        _inUse = FileFailure.Guard("write", parent, needed: null, () =>
        {
            // Before anything is removed there: a link could make it a folder of the user's own.
            var directories = new DirectoryGuard(location.Root);
            directories.Ensure(parent);
            foreach (var folder in FolderContents.Folders(parent))
            {
                RemoveIfAbandoned(folder);
            }

            // Held before the folder exists and until it is gone: whoever sees a folder can tell whether it is in use.
            var held = Hold(_folder);
            directories.Ensure(_folder);
            return held;
        });
    }

    /// <summary>A path in the folder that nobody else has.</summary>
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
            // It may be another user's, whose build may be running.
        }
    }
}
