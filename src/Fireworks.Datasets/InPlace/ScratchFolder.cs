using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Files;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Where the files of one run wait until all of them are verified: beside their destination, on the same file system, so
/// that each goes into place by a rename. What a killed run left behind is removed by the next one.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string InUse = ".in-use", NameFormat = "N";
    private readonly FileStream _inUse;
    private readonly string _directory;
    private int _files;

    /// <exception cref="DatasetException">FWDS5003, FWDS5004.</exception>
    public ScratchFolder(DatasetLocation location)
    {
        var parent = Path.Combine(location.StateDirectory, "tmp");
        _directory = Path.Combine(parent, Guid.NewGuid().ToString(NameFormat));
        try
        {
            // Before anything is removed there: a link could make it a folder of the user's own.
            new DirectoryGuard(location.Root).Ensure(parent);
            foreach (var directory in Directory.EnumerateDirectories(parent))
            {
                RemoveIfAbandoned(directory);
            }

            // Held before the folder exists and until it is gone: whoever sees a folder can tell whether it is in use.
            _inUse = Hold(_directory);
            Directory.CreateDirectory(_directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileFailure.Of(exception, "write", parent);
        }
    }

    /// <summary>A path in the folder that nobody else has.</summary>
    public string NextPath() => Path.Combine(_directory, Interlocked.Increment(ref _files).ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void Dispose()
    {
        TryRemove(_directory);
        _inUse.Dispose();
    }

    private static FileStream Hold(string directory) =>
        new(directory + InUse, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);

    private static void RemoveIfAbandoned(string directory)
    {
        if (!Guid.TryParseExact(Path.GetFileName(directory), NameFormat, out _))
        {
            return;
        }

        try
        {
            using var held = Hold(directory);
            TryRemove(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // In use.
        }
    }

    /// <summary>A leftover costs space and nothing else: the next run tries again.</summary>
    private static void TryRemove(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
