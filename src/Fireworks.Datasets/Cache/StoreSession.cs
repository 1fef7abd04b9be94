namespace Fireworks.Datasets.Cache;

/// <summary>Tells pruning that a running build uses the store, by a file that it holds open. The time stamp is the start.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly FileStream _file;

    private StoreSession(FileStream file, bool locksExclude)
    {
        _file = file;
        LocksExclude = locksExclude;
    }

    /// <summary>False on a file system without file locks (some network mounts). Each build then downloads on its own.</summary>
    public bool LocksExclude { get; }

    /// <summary>Starts a session; <see langword="null"/> if the store cannot be written to.</summary>
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
            // A read-only store can still be read. The first attempt to write to it reports the failure.
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
