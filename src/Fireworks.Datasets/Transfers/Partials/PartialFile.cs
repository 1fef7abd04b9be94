using System.Diagnostics.CodeAnalysis;
using Fireworks.Datasets.Transfers.Ranges;

namespace Fireworks.Datasets.Transfers.Partials;

/// <summary>
/// A file whose bytes arrive in pieces, in any order, from several connections. Where storage names its bytes strongly,
/// a sidecar says what has arrived, so that another run goes on.
/// </summary>
/// <remarks>
/// Where the lock on it was deleted, with all of the cache, another build may have put a file of its own in its place. So what
/// was written is read back through the same handle, and the sidecar says whose file it is beside: no other writer vouches for it.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "Ends by Close, Keep or Discard, which differ in what they leave.")]
internal sealed class PartialFile
{
    /// <summary>Fewer bytes are not worth waking the reader for.</summary>
    private const long WorthReading = 512 * 1024;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly DownloadOptions _options;
    private readonly RangeSet _arrived;
    private readonly object _lock = new();
    private readonly string _writer = HexDigits.Random(16);
    private readonly Lazy<string> _boot;
    private long _unsaved;
    private (long Position, TaskCompletionSource<long> Source)? _waiter;

    private PartialFile(string path, FileStream file, Representation representation, RangeSet arrived, DownloadOptions options, TimeProvider time)
    {
        (_path, _file, _arrived, _options) = (path, file, arrived, options);
        _boot = new(() => BootSession.Current(time));
        Representation = representation;
        BytesOfEarlierRun = arrived.Total;
    }

    public Representation Representation { get; }

    public long BytesOfEarlierRun { get; }

    public long Arrived
    {
        get
        {
            lock (_lock)
            {
                return _arrived.Total;
            }
        }
    }

    /// <summary>Whether all bytes of the known length are there.</summary>
    public bool IsComplete => Arrived == Representation.Length;

    /// <summary>What an earlier run left; null where there is nothing to go on with.</summary>
    public static PartialFile? TakeUp(string path, DownloadOptions options, TimeProvider time)
    {
        var sidecar = Sidecar.PathFor(path);
        return !File.Exists(sidecar) ? null : FileFailure.Guard("write", path, null, () =>
        {
            if (Sidecar.Read(path, BootSession.Current(time)) is var (representation, arrived))
            {
                var taken = new PartialFile(path, NewFile.OpenExisting(path), representation, arrived, options, time);
                taken.Describe().Write(path);
                return taken;
            }
            // Other bytes will be written here, and it must not vouch for them.
            FileRemoval.Delete(sidecar);
            return null;
        });
    }

    /// <summary>Starts afresh: what was there is gone, its sidecar first, which would vouch for other bytes.</summary>
    public static PartialFile Begin(string path, Representation representation, bool isPrivate, DownloadOptions options, TimeProvider time)
    {
        var length = representation.Length ?? 0;
        DiskSpace.Require(path, length);
        return FileFailure.Guard("write", path, length, () =>
        {
            FileRemoval.Delete(Sidecar.PathFor(path));
            var begun = new PartialFile(path, NewFile.Create(path, isPrivate, length), representation, new RangeSet(), options, time);
            if (representation.IsResumable)
            {
                begun.Describe().Begin(path);
            }

            return begun;
        });
    }

    /// <summary>Writes bytes that arrived. The new total of them.</summary>
    public long Write(ReadOnlySpan<byte> bytes, long position)
    {
        try
        {
            RandomAccess.Write(_file.SafeFileHandle, bytes, position);
            lock (_lock)
            {
                _arrived.Add(new(position, position + bytes.Length));
                _unsaved += bytes.Length;
                if (_unsaved >= _options.SidecarInterval && Representation.IsResumable)
                {
                    Save();
                }

                if (_waiter is { } waiter && WithoutGap >= waiter.Position)
                {
                    _waiter = null;
                    waiter.Source.SetResult(WithoutGap);
                }

                return _arrived.Total;
            }
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Of(exception, "write", _path, Representation.Length ?? (position + bytes.Length));
        }
    }

    /// <summary>Reads back what has arrived, and waits for it. For one reader.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long position, CancellationToken cancellationToken)
    {
        var end = await WaitForAsync(position, cancellationToken).ConfigureAwait(false);
        try
        {
            return RandomAccess.Read(_file.SafeFileHandle, buffer.Span[..(int)Math.Min(buffer.Length, end - position)], position);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Of(exception, "read", _path);
        }
    }

    /// <summary>Reads back all of it; the stream ends with this file.</summary>
    public Stream ReadAll()
    {
        _file.Position = 0;
        return _file;
    }

    /// <summary>All bytes are there: whoever is killed before they are verified loses nothing of a long transfer.</summary>
    public void SaveComplete() => FileFailure.Guard("write", _path, () =>
    {
        lock (_lock)
        {
            if (Representation.IsResumable && _unsaved > 0 && _arrived.Total >= _options.SidecarInterval)
            {
                Save();
            }
        }
    });

    /// <summary>Closes it: it is the whole file now, and its sidecar goes.</summary>
    public void Close() => FileFailure.Guard("write", _path, () =>
    {
        FileRemoval.Delete(Sidecar.PathFor(_path));
        _file.Dispose();
    });

    /// <summary>What has not arrived.</summary>
    public RangeSet Missing()
    {
        lock (_lock)
        {
            return _arrived.MissingOf(Representation.Length!.Value);
        }
    }

    /// <summary>Removes it and its sidecar.</summary>
    public void Discard() => FileFailure.Guard("write", _path, Remove);

    /// <summary>Closes it, and leaves for the next run what that can use.</summary>
    public void Keep()
    {
        lock (_lock)
        {
            try
            {
                if (Representation.IsResumable && _arrived.Total > 0)
                {
                    Save();
                    _file.Dispose();
                }
                else
                {
                    Remove();
                }
            }
            catch (Exception exception) when (FileFailure.Is(exception))
            {
                // There is a failure on its way to the user already; an older sidecar, if any, claims less and is right.
            }
        }
    }

    private long WithoutGap => _arrived.Ranges is [{ Start: 0, End: var end }, ..] ? end : 0;

    /// <summary>Whether what is at its path is what we write to. Without a validator there is no sidecar to say so, and none to vouch for anything.</summary>
    private bool IsOurs => !Representation.IsResumable || Sidecar.IsBy(_writer, _path);

    /// <summary>Waits until bytes from this position on are there, some buffers full or the last, and none is missing before them.</summary>
    /// <returns>How far they reach.</returns>
    private async ValueTask<long> WaitForAsync(long position, CancellationToken cancellationToken)
    {
        Task<long> reached;
        lock (_lock)
        {
            var wanted = Math.Min(Representation.Length ?? _arrived.Total, position + WorthReading);
            if (WithoutGap >= wanted)
            {
                return WithoutGap;
            }

            var source = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiter = (wanted, source);
            reached = source.Task;
        }

        return await reached.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Remove()
    {
        var isOurs = IsOurs;
        _file.Dispose();
        if (isOurs)
        {
            FileRemoval.Delete(Sidecar.PathFor(_path));
            FileRemoval.Delete(_path);
        }
    }

    private Sidecar Describe() => Sidecar.Describe(_writer, Representation, _arrived, _boot.Value);

    private void Save()
    {
        if (IsOurs)
        {
            Describe().Write(_path);
        }

        _unsaved = 0;
    }
}
