namespace Fireworks.Datasets.Cache;

/// <summary>Says, for as long as it is open, that a build uses the store; its file's time stamp is the start.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly FileStream _file;

    private StoreSession(FileStream file, bool locksExclude)
    {
        _file = file;
        LocksExclude = locksExclude;
    }

    /// <summary>False on a file system that does not lock (some network mounts): there each build goes its own way.</summary>
    public bool LocksExclude { get; }

    /// <summary><see langword="null"/> where nothing can be written.</summary>
    public static StoreSession? Start(StoreLayout layout)
    {
        try
        {
            PrivateDirectory.CreateOwn(layout.Sessions);
            var path = Path.Join(layout.Sessions, HexDigits.Random(32));
            if (ExclusiveFile.TryOpen(path, FileMode.CreateNew, FileOptions.DeleteOnClose) is not { } file)
            {
                return null;
            }

            using var second = ExclusiveFile.TryOpen(path, FileMode.Open);
            return new StoreSession(file, locksExclude: second is null);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // A read-only store can still be read; who writes finds out and says so.
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
