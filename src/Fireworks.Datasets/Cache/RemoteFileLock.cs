namespace Fireworks.Datasets.Cache;

/// <summary>
/// One download of a remote file at a time on this machine, so that others can use what it brings. The file that is held is
/// also the record of what was last seen, so that a small file costs one open and one write here, not more.
/// </summary>
/// <remarks>It saves work only. Whoever cannot get it downloads for himself.</remarks>
internal sealed class RemoteFileLock : IDisposable
{
    private readonly ContentStore _store;
    private readonly FileStream _file;
    private readonly LockHolder _holder;

    private RemoteFileLock(ContentStore store, FileStream file, string partialPath, bool isNews)
    {
        (_store, _file, PartialPath) = (store, file, partialPath);
        Seen = ReadRecord(file);
        BroughtMeanwhile = isNews ? Seen : null;
        _holder = LockHolder.Announce(file.Name, store.Time);
    }

    /// <summary>The holder's alone.</summary>
    public string PartialPath { get; }

    /// <summary>What was last seen of the file, by anyone on this machine.</summary>
    public RemoteRecord? Seen { get; private set; }

    /// <summary>What another build brought while this one waited for it: as good as asked for now, also without a validator.</summary>
    public RemoteRecord? BroughtMeanwhile { get; }

    /// <summary>
    /// Waits for the file's turn as long as whoever has it gets on: until its partial file has not changed for
    /// <paramref name="patience"/>. Says so after two seconds.
    /// </summary>
    /// <param name="what">The file, for that message.</param>
    /// <returns><see langword="null"/>: go on without, and with a temporary path of your own.</returns>
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
            return held is null ? null : new RemoteFileLock(store, held, partial, wait.HasSeenWriting(held.SafeFileHandle));
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            store.GiveUp(exception.Message);
            return null;
        }
    }

    /// <summary>Records what the file is now.</summary>
    public void Remember(RemoteRecord record)
    {
        // Without a validator it is for those who wait for it now: they go by the time stamp.
        if (record == Seen && record.Validator is not null)
        {
            _store.RecordUse(_file.Name, OpenFile.Stamp(_file.SafeFileHandle));
            return;
        }

        var bytes = record.ToBytes();
        Seen = record;
        _store.TryWrite(() =>
        {
            // Empty first: cut off between the two, it is no record rather than a mixture of two.
            if (_file.Length > 0)
            {
                _file.SetLength(0);
            }

            RandomAccess.Write(_file.SafeFileHandle, bytes, fileOffset: 0);
            return bytes;
        });
    }

    public void Dispose()
    {
        _holder.Dispose();
        _file.Dispose();
    }

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
