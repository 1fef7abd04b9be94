namespace Fireworks.Datasets.Emulator;

/// <summary>All requests that the emulator saw, in order of arrival. Thread-safe.</summary>
public sealed class RequestJournal
{
    private readonly Lock _gate = new();
    private readonly List<JournalEntry> _entries = [];
    private readonly HashSet<JournalEntry> _running = [];
    private readonly List<(Func<JournalEntry, bool> Predicate, TaskCompletionSource<JournalEntry> Arrival)> _waiting = [];
    private int _peak;

    /// <summary>A copy, safe to enumerate while requests arrive.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Requests for download endpoints.</summary>
    public IEnumerable<JournalEntry> Api => Entries.Where(e => e.Kind == RequestKind.Api);

    /// <summary>Requests for the state of a dataset.</summary>
    public IEnumerable<JournalEntry> DatasetGets => Entries.Where(e => e.Kind == RequestKind.DatasetGet);

    /// <summary>Requests to the storage.</summary>
    public IEnumerable<JournalEntry> Storage => Entries.Where(e => e.Kind == RequestKind.Storage);

    /// <summary>Body bytes sent in all answers.</summary>
    public long BytesSent => Entries.Sum(e => e.BytesSent);

    /// <summary>The largest number of storage requests that were answered at the same time.</summary>
    public int PeakStorageConcurrency
    {
        get
        {
            lock (_gate)
            {
                return _peak;
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _peak = 0;
        }
    }

    /// <summary>The first request that matches: one already seen, or the next to arrive.</summary>
    public Task<JournalEntry> WaitForAsync(Func<JournalEntry, bool> predicate, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_entries.Find(e => predicate(e)) is { } seen)
            {
                return Task.FromResult(seen);
            }

            TaskCompletionSource<JournalEntry> arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((predicate, arrival));
            return arrival.Task.WaitAsync(cancellationToken);
        }
    }

    internal void Begin(JournalEntry entry)
    {
        lock (_gate)
        {
            _entries.Add(entry);
            if (entry.Kind == RequestKind.Storage)
            {
                _running.Add(entry);
                _peak = Math.Max(_peak, _running.Count);
            }

            foreach (var (_, arrival) in _waiting.Where(w => w.Predicate(entry)))
            {
                arrival.TrySetResult(entry);
            }

            _waiting.RemoveAll(w => w.Arrival.Task.IsCompleted);
        }
    }

    /// <summary>Called just before the last bytes go out: the client may start its next request as soon as it has them.</summary>
    internal void End(JournalEntry entry)
    {
        lock (_gate)
        {
            _running.Remove(entry);
        }
    }
}
