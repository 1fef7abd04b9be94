namespace Fireworks.Datasets.Cache;

/// <summary>
/// The machine-wide store of contents by SHA-256, shared by any number of processes. What breaks in it is reported once and
/// never fails a build: the caller gets "not there" and goes on without.
/// </summary>
/// <remarks>What it hands out was right when it was published. A disk or a restored CI cache may have damaged it: hash it on the way.</remarks>
internal sealed class ContentStore : IDisposable
{
    private static readonly TimeSpan s_useIsRecordedOnceIn = TimeSpan.FromDays(1);

    private readonly StoreHealth _health;
    private readonly Lazy<StoreSession?> _session;

    private ContentStore(StoreLayout layout, bool askedFor, IFetchLog log, TimeProvider time)
    {
        (Layout, Log, Time) = (layout, log, time);
        _health = new(layout.Root, askedFor, log);
        _session = new(() => StoreSession.Start(layout));
    }

    public string LockDirectory => Layout.Locks;

    /// <summary>False from the first failure to write.</summary>
    public bool IsWritable => _health.IsWritable;

    /// <summary>False where a lock in this store would keep nobody out.</summary>
    internal bool LocksExclude => _session.Value is { LocksExclude: true };

    internal StoreLayout Layout { get; }

    internal IFetchLog Log { get; }

    internal TimeProvider Time { get; }

    /// <summary>The store in <paramref name="directory"/> (a full path), made where it is missing.</summary>
    /// <param name="askedFor">False for the default place: then that it cannot be used is only a message.</param>
    /// <returns><see langword="null"/>, after saying why, where it cannot be used (FWDS5005).</returns>
    public static ContentStore? Open(string directory, bool askedFor, IFetchLog log, TimeProvider time)
    {
        var store = new ContentStore(new StoreLayout(directory), askedFor, log, time);
        try
        {
            PrivateDirectory.Create(directory);
            if (PrivateDirectory.WhyUnsafe(directory) is not { } why)
            {
                CacheTag.Write(store.Layout);
                return store;
            }

            store.GiveUp(why);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            store.GiveUp(exception.Message);
        }

        return null;
    }

    /// <summary>No more writing to the store in this run; says why, once.</summary>
    public void GiveUp(string why) => _health.GiveUp(why);

    /// <summary>The contents, not to be trusted before they are hashed; <see langword="null"/> where they are not there.</summary>
    public FileStream? OpenRead(Sha256Digest digest)
    {
        _ = _session.Value;
        var path = Layout.ContentPath(digest);
        try
        {
            var file = OpenFile.ToRead(path);
            RecordUse(path, OpenFile.Stamp(file.SafeFileHandle));
            return file;
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

    public bool Contains(Sha256Digest digest) => File.Exists(Layout.ContentPath(digest));

    /// <summary>Takes over a complete and verified file, best one that is in the store already: then it is a rename.</summary>
    /// <param name="content">What the file has. One of another length is not the caller's: where locks were deleted, another build may have put its own there.</param>
    /// <returns>False where the store could not take it.</returns>
    public bool TryPublish(string completeFile, Content content) =>
        TryWrite(() => Publish(completeFile, Layout.Contents.WritablePathOf(content.Digest.ToString()), content.Length)) is not null;

    /// <summary>Copies a verified file that stays where it is.</summary>
    /// <returns>False where the store could not take it, or its bytes are not what they were.</returns>
    public async Task<bool> TryAddCopyAsync(string path, Sha256Digest digest, CancellationToken cancellationToken)
    {
        if (NewTemporaryPath() is not { } copy)
        {
            return false;
        }

        try
        {
            using var contents = OpenFile.ToRead(path);
            var actual = await Materialiser.CopyAsync(contents, copy, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Moves contents that are not what their name says out of the way.</summary>
    public void SetAside(Sha256Digest digest) => TryWrite(() =>
    {
        PrivateDirectory.CreateOwn(Layout.Damaged);
        var aside = Path.Join(Layout.Damaged, $"{digest}.{HexDigits.Random(16)}");
        try
        {
            FileRename.ToNew(Layout.ContentPath(digest), aside);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody else noticed first.
        }

        return aside;
    });

    /// <summary>Where a file's download is kept until it is complete, for its lock's holder; <see langword="null"/> where nothing can be written.</summary>
    public string? PartialPath(RemoteFileId file) => TryWrite(() => Layout.Partials.WritablePathOf(file.ToString()));

    /// <summary>A path that nobody else uses; <see langword="null"/> where nothing can be written.</summary>
    public string? NewTemporaryPath() => TryWrite(() => Layout.Temporary.WritablePathOf(NewName()));

    public void Dispose()
    {
        if (_session.IsValueCreated)
        {
            _session.Value?.Dispose();
        }
    }

    /// <summary>Remembers that a file is in use, for pruning.</summary>
    internal void RecordUse(string path, FileStamp lastUse)
    {
        var now = Time.GetUtcNow().UtcDateTime;
        if (now.Ticks - lastUse.TimeStampTicks < s_useIsRecordedOnceIn.Ticks)
        {
            return;
        }

        try
        {
            FileStamp.Advance(path, now);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // A store that can only be read, or contents of another user in a shared one: whoever prunes there, it is not us.
        }
    }

    /// <summary>The result; <see langword="null"/> where the store cannot be written to.</summary>
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
            // Between file systems a move is a copy, which can be cut off: not under the final name.
            var inside = IsInside(completeFile) ? completeFile : Layout.Temporary.WritablePathOf(NewName());
            if (inside != completeFile)
            {
                FileRename.ToNew(completeFile, inside);
            }

            FileRename.Over(inside, target);
        }

        return target;
    }

    private bool IsInside(string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(Layout.Root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string NewName() => HexDigits.Random(32);
}
