namespace Fireworks.Datasets.Cache;

/// <summary>
/// The lock on a remote file. One build of this machine downloads the file while others wait for the result. The locked file
/// also holds the <see cref="RemoteRecord"/>, so that a small download costs only one open and one write here.
/// </summary>
/// <remarks>It only saves work. A build without the lock downloads the file on its own.</remarks>
internal sealed class RemoteFileLock : IDisposable
{
    private readonly ContentStore _store;
    private readonly HeldFile _held;
    private readonly LockHolder _holder;

    private RemoteFileLock(ContentStore store, HeldFile held, string partialPath, bool isNews)
    {
        (_store, _held, PartialPath) = (store, held, partialPath);
        Seen = ReadRecord(File);
        BroughtMeanwhile = isNews ? Seen : null;
        _holder = LockHolder.Announce(held.Path, store.Time);
    }

    /// <summary>Only the holder of the lock uses this file.</summary>
    public string PartialPath { get; }

    /// <summary>What a build on this machine last saw of the remote file; <see langword="null"/> if none did.</summary>
    public RemoteRecord? Seen { get; private set; }

    /// <summary>
    /// What another build recorded while this one waited; <see langword="null"/> if nothing. It is as new as an answer of storage would be
    /// now, so it can be used even without a validator.
    /// </summary>
    public RemoteRecord? BroughtMeanwhile { get; }

    /// <summary>
    /// Waits for the lock as long as its holder makes progress: until the partial file has not changed for
    /// <paramref name="patience"/>. After two seconds a message announces the wait.
    /// </summary>
    /// <param name="what">The file, for that message.</param>
    /// <returns><see langword="null"/> without a lock. The caller then downloads to a temporary path of its own.</returns>
    public static async ValueTask<RemoteFileLock?> AcquireAsync(
        ContentStore store, RemoteFileId file, string what, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!store.LocksExclude || store.PartialPath(file) is not { } partial
            || store.TryWrite(() => store.Layout.Remote.WritablePathOf(file.ToString())) is not { } path)
        {
            return null;
        }

        try
        {
            var wait = new LockWait(path, partial, what, patience, store.Log);
            var held = await ExclusiveFile.WaitAsync(path, wait.GoesOn, store.Time, cancellationToken).ConfigureAwait(false);
            return held is null ? null : new RemoteFileLock(store, held, partial, wait.HasSeenWriting(held.Stream.SafeFileHandle));
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            store.GiveUp(exception.Message);
            return null;
        }
    }

    /// <summary>Records what the remote file is now.</summary>
    public void Remember(RemoteRecord record)
    {
        // A record without a validator serves only builds that wait now. They notice it by the time stamp, so it is always written.
        if (record == Seen && record.Validator is not null)
        {
            _store.RecordUse(_held.Path, OpenFile.Stamp(File.SafeFileHandle));
            return;
        }

        var bytes = record.ToBytes();
        Seen = record;
        _store.TryWrite(() =>
        {
            // The file is emptied first, so that a build killed between the two steps leaves no record, and no mixture of two.
            if (File.Length > 0)
            {
                File.SetLength(0);
            }

            RandomAccess.Write(File.SafeFileHandle, bytes, fileOffset: 0);
            return bytes;
        });
    }

    public void Dispose()
    {
        _holder.Dispose();
        _held.Dispose();
    }

    private FileStream File => _held.Stream;

    private static RemoteRecord? ReadRecord(FileStream file)
    {
        var length = file.Length;
        if (length is 0 or > RemoteRecord.MaxBytes)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[(int)length];
        return RandomAccess.Read(file.SafeFileHandle, bytes, fileOffset: 0) == length ? RemoteRecord.Parse(bytes) : null;
    }
}
