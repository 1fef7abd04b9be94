namespace Fireworks.Datasets.Cache;

/// <summary>Tells pruning that a running build uses the store, by a file that it holds open. The time stamp is the start.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly HeldFile _file;

    private StoreSession(HeldFile file, bool locksExclude)
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
            var path = layout.Sessions.WritablePathOf(HexDigits.Random(32));
            return new StoreSession(ExclusiveFile.Create(path), locksExclude: ExclusiveFile.IsHeld(path));
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // A read-only store can still be read. The first attempt to write to it reports the failure.
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
