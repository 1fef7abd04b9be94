namespace Fireworks.Datasets.Transfers.Ranges;

/// <summary>
/// Runs the connections of one file. It opens more while the limiter has permits to spare, allows fewer after failures, and
/// waits for all of them. It is thread-safe.
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

    /// <summary>Starts to count anew with the first connection, which is about to be opened.</summary>
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

    /// <summary>Starts further connections while permits are free, at most one for each range that is left to request.</summary>
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

    /// <summary>Records that a connection received a range. After failures, this allows one more connection again.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            _allowed = Math.Min(_allowed + 1, _ceiling);
        }
    }

    /// <summary>Records that a connection failed, and allows one connection fewer. The others may still succeed.</summary>
    /// <param name="isRefusal">Whether the server refused the request. It may limit connections, so the lower number becomes the maximum.</param>
    /// <returns>Whether other connections are still counted as active.</returns>
    public bool Failed(bool isRefusal)
    {
        lock (_lock)
        {
            // Connections that fail at the same time all still count as active, so _allowed must fall with each of them.
            _allowed = Math.Max(1, Math.Min(_allowed, _active) - 1);
            _ceiling = isRefusal ? _allowed : _ceiling;
            return _active > 1;
        }
    }

    /// <summary>Records that a connection has ended, whether it succeeded or failed.</summary>
    public void Left()
    {
        lock (_lock)
        {
            _active--;
        }
    }

    /// <summary>Stops <see cref="Recruit"/> from starting further connections.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    /// <summary>Waits for all connections. Only a running one starts others, so the list is complete when all tasks in it have ended.</summary>
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
