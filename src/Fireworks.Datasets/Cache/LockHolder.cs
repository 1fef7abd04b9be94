using System.Globalization;

namespace Fireworks.Datasets.Cache;

/// <summary>
/// Tells waiting builds which process holds a lock, in a file beside it, because the lock's own file cannot be read while it is
/// held. The file is written after a second: most locks are released sooner, and builds announce only waits of two seconds.
/// </summary>
internal sealed class LockHolder : IDisposable
{
    public const string Extension = ".holder";
    private static readonly TimeSpan s_after = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly ITimer _timer;
    private readonly object _writing = new();
    private bool _written, _disposed;

    private LockHolder(string path, TimeProvider time)
    {
        _path = path;
        _timer = time.CreateTimer(static holder => ((LockHolder)holder!).Write(), this, s_after, Timeout.InfiniteTimeSpan);
    }

    public static LockHolder Announce(string lockPath, TimeProvider time) => new(lockPath + Extension, time);

    /// <summary>The holder of a lock, as text for a message. The file may be outdated, so nothing else depends on it.</summary>
    public static string Of(string lockPath)
    {
        try
        {
            using var file = OpenFile.ToRead(lockPath + Extension);
            Span<byte> start = stackalloc byte[200];
            var text = System.Text.Encoding.UTF8.GetString(start[..file.Read(start)]);
            return text.Trim().Length == 0 ? "another process" : Problem.Quoted(text);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            return "another process";
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_writing)
        {
            _disposed = true;
            if (_written)
            {
                FileRemoval.TryDelete(_path);
            }
        }
    }

    private void Write()
    {
        lock (_writing)
        {
            if (!_disposed)
            {
                _written = true;
                TryWrite(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}\n"));
            }
        }
    }

    private void TryWrite(string text)
    {
        try
        {
            NewFile.Write(_path, System.Text.Encoding.UTF8.GetBytes(text), isPrivate: true);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // Without the file, the message of a waiting build says "another process".
        }
    }
}
