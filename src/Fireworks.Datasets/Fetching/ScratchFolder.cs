namespace Fireworks.Datasets.Fetching;

/// <summary>
/// Where the files of one run wait until all of them are verified: beside their destination, on the same file system, so
/// that each goes into place by a rename. What a killed run left behind is removed by the next one.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string InUse = "in-use";
    private readonly FileStream _inUse;
    private readonly string _directory;
    private int _files;

    public ScratchFolder(string stateDirectory)
    {
        var parent = Path.Combine(stateDirectory, "tmp");
        RemoveAbandoned(parent);
        _directory = Directory.CreateDirectory(Path.Combine(parent, Guid.NewGuid().ToString("N"))).FullName;
        _inUse = new FileStream(Path.Combine(_directory, InUse), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
    }

    /// <summary>A path in the folder that nobody else has.</summary>
    public string NextPath() => Path.Combine(_directory, Interlocked.Increment(ref _files).ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void Dispose()
    {
        _inUse.Dispose();
        TryRemove(_directory);
    }

    private static void RemoveAbandoned(string parent)
    {
        if (!Directory.Exists(parent))
        {
            return;
        }

        foreach (var directory in Directory.EnumerateDirectories(parent))
        {
            if (!IsInUse(directory))
            {
                TryRemove(directory);
            }
        }
    }

    private static bool IsInUse(string directory)
    {
        try
        {
            var marker = Path.Combine(directory, InUse);
            if (!File.Exists(marker))
            {
                // Just made, its marker to come: a minute is more than that takes.
                return DateTime.UtcNow - Directory.GetLastWriteTimeUtc(directory) < TimeSpan.FromMinutes(1);
            }

            using var stream = new FileStream(marker, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
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
