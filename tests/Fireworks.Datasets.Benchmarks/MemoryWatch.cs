using System.Buffers.Text;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>
/// Watches how much memory a process and all that it starts take: the most resident memory so far (VmHWM) of each,
/// summed over those alive at one time. For a single process it is exact, however seldom one looks; for several it is
/// an upper bound, as pages that they share count for each. Linux only; elsewhere the peak is 0.
/// </summary>
internal sealed class MemoryWatch
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(10);

    // Finding new processes means looking at every thread: costly enough to do it less often.
    private const int LooksPerSearch = 5;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly Thread _thread;
    private readonly List<int> _tree;
    private volatile bool _ended;
    private long _peak;

    public MemoryWatch(int process)
    {
        _tree = [process];
        _thread = new Thread(Watch) { IsBackground = true, Name = "memory" };
        if (OperatingSystem.IsLinux())
        {
            _thread.Start();
        }
    }

    /// <summary>Ends the watch.</summary>
    /// <returns>The peak, in bytes.</returns>
    public long End()
    {
        _ended = true;
        if (OperatingSystem.IsLinux())
        {
            _thread.Join();
        }

        return _peak;
    }

    private void Watch()
    {
        var look = 0;
        while (!_ended)
        {
            if (look++ % LooksPerSearch == 0)
            {
                Search();
            }

            _peak = Math.Max(_peak, _tree.Sum(PeakOf));
            Thread.Sleep(s_interval);
        }
    }

    private void Search()
    {
        _tree.RemoveRange(1, _tree.Count - 1);
        for (var i = 0; i < _tree.Count; i++)
        {
            var threads = $"/proc/{_tree[i]}/task";
            if (Directory.Exists(threads))
            {
                AddChildren(threads);
            }
        }
    }

    private void AddChildren(string threads)
    {
        try
        {
            foreach (var thread in Directory.EnumerateDirectories(threads))
            {
                var children = Read(Path.Combine(thread, "children"));
                while (Utf8Parser.TryParse(children, out int child, out var used))
                {
                    _tree.Add(child);
                    children = children[used..].TrimStart((byte)' ');
                }
            }
        }
        catch (IOException)
        {
            // The process ended meanwhile: its folder is gone, or the system says that it is (ESRCH).
        }
    }

    private long PeakOf(int process)
    {
        var status = Read($"/proc/{process}/status");
        var field = status.IndexOf("VmHWM:"u8);
        return field >= 0 && Utf8Parser.TryParse(status[(field + 6)..].TrimStart(" \t"u8), out long kibibytes, out _) ? kibibytes * 1024 : 0;
    }

    /// <returns>Empty where the process or thread has ended.</returns>
    private ReadOnlySpan<byte> Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return _buffer.AsSpan(0, RandomAccess.Read(file, _buffer, 0));
        }
        catch (IOException)
        {
            return [];
        }
    }
}
