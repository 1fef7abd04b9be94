namespace Fireworks.Datasets.Cache;

/// <summary>
/// Removes what has not been used for long from the content store: only files with names that the store gives, no symbolic link,
/// and nothing that a running build uses.
/// </summary>
internal sealed class StorePruner(string directory, TimeProvider time, IFetchLog log)
{
    /// <summary>A download that no build has continued for this time is abandoned.</summary>
    private static readonly TimeSpan s_abandoned = TimeSpan.FromDays(7);

    private int _contents, _others;
    private long _bytes;

    /// <param name="unusedFor">Zero removes everything that no running build uses.</param>
    /// <exception cref="DatasetException">FWDS5004: the store cannot be read, other users own it or may write to it, or it is not this package's (<see cref="StoreMark"/>).</exception>
    public PruneResult Prune(TimeSpan unusedFor, CancellationToken cancellationToken)
    {
        (_contents, _others, _bytes) = (0, 0, 0);
        try
        {
            if (Directory.Exists(directory))
            {
                using var layout = new StoreLayout(directory);
                Check(layout);
                Prune(layout, time.GetUtcNow().UtcDateTime, unusedFor, cancellationToken);
            }
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Of(exception, "read", directory);
        }

        return new PruneResult(_contents, _others, _bytes);
    }

    private void Check(StoreLayout layout)
    {
        if (PrivateDirectory.WhyUnsafe(layout.Folder) is { } why)
        {
            throw new DatasetException(Problem.PathInaccessible("write", directory, why));
        }

        if (!StoreMark.IsOurs(layout) && layout.Folder.Names().Any(layout.Uses))
        {
            throw new DatasetException(Problem.NotOurCache(directory));
        }
    }

    private void Prune(StoreLayout layout, DateTime now, TimeSpan unusedFor, CancellationToken cancellationToken)
    {
        var running = EarliestRunningBuild(layout);
        // A file that a running build uses may look unused for as long as its use is not recorded again.
        var inUseSince = running is { } started ? Before(started, ContentStore.UseIsRecordedOnceIn) : now;
        var unused = Earlier(Before(now, unusedFor), inUseSince);
        var abandoned = Earlier(Before(now, unusedFor < s_abandoned ? unusedFor : s_abandoned), inUseSince);

        _contents = Remove(StoreFiles.Of(layout.Contents, suffixes: false), unused, heldBy: null, cancellationToken);
        _others += Remove(StoreFiles.In(layout.Partials, digits: 64, suffixes: true), abandoned, file => layout.Remote.PathOf(file.Name[..64]), cancellationToken);
        _others += Remove(StoreFiles.In(layout.Temporary, digits: 32, suffixes: true), abandoned, heldBy: null, cancellationToken);
        _others += Remove(StoreFiles.In(layout.Damaged, digits: 64, suffixes: true), abandoned, heldBy: null, cancellationToken);
        RemoveFolders(layout.Temporary, digits: 32, abandoned);
        RemoveFolders(layout.Damaged, digits: 64, abandoned);
        _others += Remove(StoreFiles.Of(layout.Remote, suffixes: true), unused, LockBeside, cancellationToken);
        _others += Remove(StoreFiles.In(layout.Locks, digits: 64, suffixes: false), unused, LockBeside, cancellationToken);
        if (running is null)
        {
            // A build creates each folder only once, so folders are removed only while no build runs.
            RemoveEmpty(layout.Contents);
            RemoveEmpty(layout.Remote);
        }
    }

    private static DateTime Before(DateTime time, TimeSpan span) => span < time - DateTime.MinValue ? time - span : DateTime.MinValue;

    private static DateTime Earlier(DateTime first, DateTime second) => first < second ? first : second;

    /// <summary>The start of the longest-running build, or <see langword="null"/>. Removes the session files of killed builds.</summary>
    private DateTime? EarliestRunningBuild(StoreLayout layout)
    {
        DateTime? earliest = null;
        foreach (var session in StoreFiles.In(layout.Sessions, digits: 32, suffixes: false))
        {
            if (!ExclusiveFile.IsHeld(session.FullName))
            {
                _others += TryDelete(session);
            }
            else if (earliest is null || WriteTime.Of(session) < earliest)
            {
                earliest = WriteTime.Of(session);
            }
        }

        return earliest;
    }

    /// <param name="heldBy">Gives the lock of a file, which stays while the lock is held.</param>
    private int Remove(IEnumerable<FileInfo> files, DateTime before, Func<FileInfo, string>? heldBy, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var file in files.Where(file => WriteTime.Of(file) < before))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (heldBy is null || !ExclusiveFile.IsHeld(heldBy(file)))
            {
                removed += TryDelete(file);
            }
        }

        return removed;
    }

    private static string LockBeside(FileInfo file) => Path.Join(file.DirectoryName, file.Name.AsSpan(0, 64));

    private int TryDelete(FileInfo file) => Try(() =>
    {
        var length = file.Length;
        FileRemoval.Delete(file.FullName);
        _bytes += length;
    });

    private void RemoveFolders(OwnFolder own, int digits, DateTime before)
    {
        foreach (var (parent, folder) in StoreFiles.FoldersIn(own, digits).Where(entry => WriteTime.Of(entry.Folder) < before))
        {
            _others += Try(() => parent.DeleteFolder(folder.Name, withFiles: true));
        }
    }

    private void RemoveEmpty(FanOut fanOut)
    {
        foreach (var folder in StoreFiles.FoldersOf(fanOut))
        {
            Try(() => FileRemoval.DeleteIfEmpty(folder.FullName));
        }
    }

    /// <returns>1 if it was removed, 0 if it stays.</returns>
    private int Try(Action remove)
    {
        try
        {
            remove();
            return 1;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            log.Message(MessageLevel.Low, $"Not removed from the cache: {HeldFolder.Shown(exception.Message)}");
            return 0;
        }
    }
}
