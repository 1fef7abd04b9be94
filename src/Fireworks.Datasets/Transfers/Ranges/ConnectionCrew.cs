namespace Fireworks.Datasets.Transfers.Ranges;

/// <summary>
/// The connections of one file: takes on more while there are permits to spare, fewer after failures, and waits for all.
/// For use from several threads.
/// </summary>
internal sealed class ConnectionCrew(int connections, ConnectionLimiter limiter)
{
    private readonly object _lock = new();
    private readonly List<Task> _running = [];
    private int _active;
    private int _allowed = connections;
    private int _ceiling = connections;
    private bool _isClosed;

    /// <summary>How many connections are open or being opened.</summary>
    public int Active
    {
        get
        {
            lock (_lock)
            {
                return _active;
            }
        }
    }

    /// <summary>Counts the first connection, before it has anything to do.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _active = 1;
        }
    }

    public void Add(Task connection)
    {
        lock (_lock)
        {
            _running.Add(connection);
        }
    }

    /// <summary>Takes on connections, no more than there are parts to fetch.</summary>
    public void Recruit(int parts, Func<ConnectionLimiter.Permit, Task> run)
    {
        lock (_lock)
        {
            for (; parts > 0 && _active < _allowed && !_isClosed && limiter.TryBorrow() is { } permit; parts--)
            {
                _active++;
                _running.Add(Task.Run(() => run(permit), CancellationToken.None));
            }
        }
    }

    /// <summary>A connection brought a part: after failures, one more may be tried.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            _allowed = Math.Min(_allowed + 1, _ceiling);
        }
    }

    /// <summary>A connection failed; what one meets, the others need not.</summary>
    /// <param name="isRefusal">A server that says no to one more means it; a lost connection says nothing of the next.</param>
    /// <returns>Whether others are left.</returns>
    public bool Failed(bool isRefusal)
    {
        lock (_lock)
        {
            // Of several that fail at once, none may have left yet.
            _allowed = Math.Max(1, Math.Min(_allowed, _active) - 1);
            _ceiling = isRefusal ? _allowed : _ceiling;
            return _active > 1;
        }
    }

    /// <summary>A connection has ended, well or not.</summary>
    public void Left()
    {
        lock (_lock)
        {
            _active--;
        }
    }

    /// <summary>Takes on no more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    /// <summary>Only running connections add others, so the end of the list is the end of all.</summary>
    public async Task AllAsync()
    {
        for (var i = 0; ; i++)
        {
            Task connection;
            lock (_lock)
            {
                if (i == _running.Count)
                {
                    _running.Clear();
                    return;
                }

                connection = _running[i];
            }

            await connection.ConfigureAwait(false);
        }
    }
}
