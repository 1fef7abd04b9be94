namespace Fireworks.Datasets.Cache;

/// <summary>
/// The content store: this machine's cache of file contents by SHA-256, shared by any number of processes. A failure in it is
/// reported once and never fails a build: the content counts as missing, and the build goes on without it.
/// </summary>
/// <remarks>Contents are right when they are published. A disk or a restored CI cache may damage them, so a caller must hash them.</remarks>
internal sealed class ContentStore : IDisposable
{
    /// <summary>How often the use of a file is recorded at most. Pruning allows for it.</summary>
    public static readonly TimeSpan UseIsRecordedOnceIn = TimeSpan.FromDays(1);

    private readonly StoreHealth _health;
    private readonly Lazy<StoreSession?> _session;

    private ContentStore(StoreLayout layout, bool askedFor, IFetchLog log, TimeProvider time)
    {
        (Layout, Log, Time) = (layout, log, time);
        _health = new(layout.Root, askedFor, log);
        _session = new(() => StoreSession.Start(layout));
    }

    public string LockDirectory => Layout.Locks.FullPath;

    /// <summary>False once a write has failed.</summary>
    public bool IsWritable => _health.IsWritable;

    /// <summary>False if a lock in this store would not keep other builds out.</summary>
    internal bool LocksExclude => _session.Value is { LocksExclude: true };

    internal StoreLayout Layout { get; }

    internal IFetchLog Log { get; }

    internal TimeProvider Time { get; }

    /// <summary>Opens the store in <paramref name="directory"/> (a full path), and creates the directory if it is missing.</summary>
    /// <param name="askedFor">True if the user named the directory. The failure of the default one is a message and no warning.</param>
    /// <returns><see langword="null"/> if the store cannot be used, which has then been reported (FWDS5005).</returns>
    public static ContentStore? Open(string directory, bool askedFor, IFetchLog log, TimeProvider time)
    {
        var store = new ContentStore(new StoreLayout(directory), askedFor, log, time);
        try
        {
            PrivateDirectory.Create(directory);
            if (store.Layout.WhyUnsafe() is not { } why)
            {
                StoreMark.Write(store.Layout);
                return store;
            }

            store.GiveUp(why);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            store.GiveUp(exception.Message);
        }

        store.Dispose();
        return null;
    }

    /// <summary>Stops writing to the store in this run, and reports the reason if it is the first failure.</summary>
    public void GiveUp(string why) => _health.GiveUp(why);

    /// <summary>Opens a stored content, which the caller must hash; <see langword="null"/> if the store does not have it.</summary>
    public FileStream? OpenRead(Sha256Digest digest)
    {
        _ = _session.Value;
        try
        {
            var path = Layout.Contents.PathOf(digest.ToString());
            var file = OpenFile.ToRead(path);
            RecordUse(path, OpenFile.Stamp(file.SafeFileHandle));
            return file;
        }
        catch (IrregularFileException)
        {
            SetAside(digest);
            return null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            _health.Report(exception.Message);
            return null;
        }
    }

    public bool Contains(Sha256Digest digest)
    {
        try
        {
            return FileStamp.Of(Layout.Contents.PathOf(digest.ToString())) is not null;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            _health.Report(exception.Message);
            return false;
        }
    }

    /// <summary>Moves a complete and verified file into the store. If the file is in the store's directory, this is a rename.</summary>
    /// <param name="content">The verified content. A file of another length, which another build put there after locks were deleted, is not taken.</param>
    /// <returns>False if the store could not take the file.</returns>
    public bool TryPublish(string completeFile, Content content) =>
        TryWrite(() => Publish(completeFile, Layout.Contents.WritablePathOf(content.Digest.ToString()), content.Length)) is not null;

    /// <summary>Copies a verified file into the store.</summary>
    /// <returns>False if the store could not take the copy, or if the file no longer has this digest.</returns>
    public async Task<bool> TryAddCopyAsync(string path, Sha256Digest digest, CancellationToken cancellationToken)
    {
        if (NewTemporaryPath() is not { } copy)
        {
            return false;
        }

        try
        {
            using var contents = OpenFile.ToRead(path);
            var actual = await Materialiser.CopyAsync(contents, copy, isPrivate: true, cancellationToken).ConfigureAwait(false);
            if (actual?.Digest == digest)
            {
                return TryPublish(copy, actual);
            }

            FileRemoval.TryDelete(copy);
        }
        catch (Exception exception) when (exception is DatasetException || FileFailure.Is(exception))
        {
            GiveUp(exception.InnerException?.Message ?? exception.Message);
        }

        return false;
    }

    /// <summary>Moves a stored content whose bytes do not have this digest into the folder for damaged contents.</summary>
    public void SetAside(Sha256Digest digest) => TryWrite(() =>
    {
        var aside = Layout.Damaged.WritablePathOf($"{digest}.{HexDigits.Random(16)}");
        try
        {
            FileRename.Aside(Layout.Contents.PathOf(digest.ToString()), aside);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another build has already moved or removed it.
        }

        return aside;
    });

    /// <summary>The path of the partial file, for the holder of the lock; <see langword="null"/> if the store cannot be written to.</summary>
    public string? PartialPath(RemoteFileId file) => TryWrite(() => Layout.Partials.WritablePathOf(file.ToString()));

    /// <summary>A new path in the store that no other caller gets; <see langword="null"/> if the store cannot be written to.</summary>
    public string? NewTemporaryPath() => TryWrite(() => Layout.Temporary.WritablePathOf(NewName()));

    public void Dispose()
    {
        if (_session.IsValueCreated)
        {
            _session.Value?.Dispose();
        }

        Layout.Dispose();
    }

    /// <summary>Sets a file's time stamp to now, at most once a day, so that pruning knows that it is in use.</summary>
    internal void RecordUse(string path, FileStamp lastUse)
    {
        var now = Time.GetUtcNow().UtcDateTime;
        if (now.Ticks - lastUse.TimeStampTicks < UseIsRecordedOnceIn.Ticks)
        {
            return;
        }

        try
        {
            // The time stamp of a file with a second name, as in a restored cache, is that of somebody else's file too.
            if (EntryStatus.Of(path) is { Links: 1 })
            {
                FileStamp.Advance(path, now);
            }
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // The store is read-only, or the file is another user's. Pruning may remove it too early, which costs only a download.
        }
    }

    /// <summary>Runs an action that writes, and returns its result; <see langword="null"/> if the store cannot be written to.</summary>
    internal T? TryWrite<T>(Func<T?> action)
        where T : class
    {
        if (!IsWritable)
        {
            return null;
        }

        try
        {
            _ = _session.Value;
            return action();
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            GiveUp(exception.Message);
            return null;
        }
    }

    private string? Publish(string completeFile, string target, long length)
    {
        var complete = FileStamp.Of(completeFile) ?? throw new FileNotFoundException($"'{completeFile}' is gone", completeFile);
        if (complete.Length != length)
        {
            return null;
        }

        if (FileStamp.Of(target) is { } there && there.Length == length)
        {
            FileRemoval.Delete(completeFile);
            RecordUse(target, there);
        }
        else
        {
            // Between file systems a move is a copy, which a kill can cut short, so the copy gets a temporary name first.
            var inside = IsInside(completeFile) ? completeFile : Layout.Temporary.WritablePathOf(NewName());
            if (inside != completeFile)
            {
                FileRename.ToNew(completeFile, inside);
            }

            FileRename.Over(inside, target);
        }

        return target;
    }

    private bool IsInside(string path) => IsIn(Layout.Partials, path) || IsIn(Layout.Temporary, path);

    private static bool IsIn(OwnFolder folder, string path) => folder.PathOf(Path.GetFileName(path)) == path;

    private static string NewName() => HexDigits.Random(32);
}
