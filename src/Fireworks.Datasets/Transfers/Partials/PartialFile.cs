using System.Diagnostics.CodeAnalysis;
using Fireworks.Datasets.Transfers.Ranges;

namespace Fireworks.Datasets.Transfers.Partials;

/// <summary>
/// A file whose bytes arrive in pieces, in any order, from several connections. If storage sends a validator, a sidecar lists
/// the bytes that have arrived, so that another run can continue the download.
/// </summary>
/// <remarks>
/// If the whole cache is deleted during a build, the lock on this file is lost, and another build may create its own partial file
/// at the same path. Bytes are therefore read back through the handle that wrote them, and the sidecar names its writer: a build
/// that it no longer names neither updates it nor removes the file.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "Close, Keep and Discard each close the file, and differ in what they leave on disk.")]
internal sealed class PartialFile
{
    /// <summary>The number of bytes that the reader waits for. Waking it for fewer costs more than it gains.</summary>
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

    /// <summary>Whether all bytes have arrived; false if the length is unknown.</summary>
    public bool IsComplete => Arrived == Representation.Length;

    /// <summary>Opens the partial file that an earlier run left; <see langword="null"/> if there is none that can be continued.</summary>
    public static PartialFile? TakeUp(string path, DownloadOptions options, TimeProvider time)
    {
        var sidecar = Sidecar.PathFor(path);
        return !File.Exists(sidecar) ? null : FileFailure.Guard("write", path, null, () =>
        {
            if (Sidecar.Read(path, BootSession.Current(time)) is var (representation, arrived) && OpenFile.ToContinue(path) is { } file)
            {
                var taken = new PartialFile(path, file, representation, arrived, options, time);
                taken.Describe().Write(path);
                return taken;
            }
            // The caller will write other bytes to this path, and the old sidecar must not list them as arrived.
            FileRemoval.Delete(sidecar);
            return null;
        });
    }

    /// <summary>Creates an empty partial file, which takes no space yet. The old sidecar, which lists bytes that it does not have, goes first.</summary>
    public static PartialFile Begin(string path, Representation representation, bool isPrivate, DownloadOptions options, TimeProvider time)
    {
        var length = representation.Length ?? 0;
        DiskSpace.Require(path, length);
        return FileFailure.Guard("write", path, length, () =>
        {
            FileRemoval.Delete(Sidecar.PathFor(path));
            var begun = new PartialFile(path, NewFile.Create(path, isPrivate), representation, new RangeSet(), options, time);
            if (representation.IsResumable)
            {
                begun.Describe().Begin(path);
            }

            return begun;
        });
    }

    /// <summary>Writes bytes that arrived, and returns the number of bytes that have arrived so far.</summary>
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

    /// <summary>Waits for the bytes at a position and reads them back. There can be only one reader at a time.</summary>
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

    /// <summary>Returns a stream over the whole file. It can be read until this file is closed.</summary>
    public Stream ReadAll()
    {
        _file.Position = 0;
        return _file;
    }

    /// <summary>Records the end of a long transfer, so that it is not lost if the process is killed before the bytes are verified.</summary>
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

    /// <summary>Closes the file, which is whole now, and deletes its sidecar.</summary>
    public void Close() => FileFailure.Guard("write", _path, () =>
    {
        FileRemoval.Delete(Sidecar.PathFor(_path));
        _file.Dispose();
    });

    /// <summary>Returns the ranges that have not arrived. The length must be known.</summary>
    public RangeSet Missing()
    {
        lock (_lock)
        {
            return _arrived.MissingOf(Representation.Length!.Value);
        }
    }

    /// <summary>Closes the file and deletes it with its sidecar.</summary>
    public void Discard() => FileFailure.Guard("write", _path, Remove);

    /// <summary>Closes the file, and leaves it for the next run if that can continue it. Otherwise the file is deleted.</summary>
    public void Keep()
    {
        lock (_lock)
        {
            try
            {
                if (Representation.IsResumable && _arrived.Total > 0)
                {
                    Save();
                }
                else
                {
                    Remove();
                }
            }
            catch (Exception exception) when (FileFailure.Is(exception))
            {
                // Another failure is already being reported. An older sidecar may remain, and lists only bytes that have arrived.
            }
            finally
            {
                _file.Dispose();
            }
        }
    }

    private long WithoutGap => _arrived.Ranges is [{ Start: 0, End: var end }, ..] ? end : 0;

    /// <summary>Whether the file at the path is this instance's. Without a validator there is no sidecar to tell, and it is assumed.</summary>
    private bool IsOurs => !Representation.IsResumable || Sidecar.IsBy(_writer, _path);

    /// <summary>Waits until <see cref="WorthReading"/> bytes from this position on, or all that follow, have arrived without a gap.</summary>
    /// <returns>The exclusive end of the bytes that have arrived without a gap.</returns>
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
