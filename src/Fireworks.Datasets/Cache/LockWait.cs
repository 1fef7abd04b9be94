using Fireworks.Datasets.Transfers.Partials;
using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Cache;

/// <summary>
/// Decides how long a build waits for another build's download: until the partial file and its sidecar have not changed for
/// <paramref name="patience"/>. <see cref="ExclusiveFile.WaitAsync"/> asks it between attempts, and passes the time.
/// </summary>
internal sealed class LockWait(string lockPath, string partialPath, string what, TimeSpan patience, IFetchLog log)
{
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(2);

    private bool _announced;
    private TimeSpan _lastProgress;
    private (FileStamp? Partial, FileStamp? Sidecar)? _seen;
    private FileStamp? _record;

    /// <summary>Whether the record in the lock's file was written while this build waited.</summary>
    public bool HasSeenWriting(SafeFileHandle lockFile) => _seen is not null && OpenFile.Stamp(lockFile) != _record;

    /// <param name="waited">Time since the wait began.</param>
    public bool GoesOn(TimeSpan waited)
    {
        var now = (FileStamp.Of(partialPath), FileStamp.Of(Sidecar.PathFor(partialPath)));
        if (_seen is null)
        {
            _record = FileStamp.Of(lockPath);
        }

        if (now != _seen)
        {
            (_seen, _lastProgress) = (now, waited);
        }

        if (waited >= s_silence && !_announced)
        {
            _announced = true;
            log.Message(MessageLevel.High, $"Waiting for {what}, which {LockHolder.Of(lockPath)} is downloading.");
        }

        if (waited - _lastProgress < patience)
        {
            return true;
        }

        log.Message(MessageLevel.High, $"No progress with {what} for {patience.TotalSeconds:0} s by {LockHolder.Of(lockPath)}; downloading it separately.");
        return false;
    }
}
