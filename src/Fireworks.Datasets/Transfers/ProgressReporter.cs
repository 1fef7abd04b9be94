namespace Fireworks.Datasets.Transfers;

/// <summary>
/// Logs the progress of a run after five seconds and then every ten seconds. Each line can be understood alone in a CI log.
/// </summary>
internal sealed class ProgressReporter : IDisposable
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    private readonly string _what;
    private readonly TransferProgress _progress;
    private readonly IFetchLog _log;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly object _lock = new();
    private long _lastTimestamp;
    private long _lastArrived;

    /// <param name="what">The start of each line: the name of a dataset, or for example "3 datasets".</param>
    public ProgressReporter(string what, TransferProgress progress, IFetchLog log, TimeProvider time)
    {
        (_what, _progress, _log, _time) = (what, progress, log, time);
        (_lastTimestamp, _lastArrived) = (time.GetTimestamp(), progress.Read().Arrived);
        _timer = time.CreateTimer(_ => Report(), null, s_first, s_interval);
    }

    public void Dispose() => _timer.Dispose();

    private void Report()
    {
        lock (_lock)
        {
            var now = _progress.Read();
            var timestamp = _time.GetTimestamp();
            var rate = (now.Arrived - _lastArrived) / Math.Max(0.001, _time.GetElapsedTime(_lastTimestamp, timestamp).TotalSeconds);
            (_lastTimestamp, _lastArrived) = (timestamp, now.Arrived);
            _log.Message(MessageLevel.High, Line(_what, now, rate));
        }
    }

    /// <summary>Formats a line, for example <c>acme/gsm8k: 12 of 40 files, 1.2 of 3.4 GB, 85 MB/s, about 26 s left</c>.</summary>
    internal static string Line(string what, TransferProgress.Snapshot now, double bytesPerSecond)
    {
        var bytes = now.IsLengthKnown ? ByteSize.Format(now.Present, now.Length) : ByteSize.Format(now.Present);
        var left = now.IsLengthKnown && bytesPerSecond >= 1 && now.Present < now.Length
            ? $", about {Duration((now.Length - now.Present) / bytesPerSecond)} left"
            : "";
        var retries = now.Retries == 0 ? "" : now.Retries == 1 ? ", 1 retry" : $", {now.Retries} retries";
        var rate = bytesPerSecond >= 1 ? $"{ByteSize.Format((long)bytesPerSecond)}/s" : "waiting";
        return $"{what}: {now.FilesDone} of {now.Files} {(now.Files == 1 ? "file" : "files")}, {bytes}, {rate}{left}{retries}";
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 90 => $"{Math.Max(1, Math.Round(seconds)):0} s",
        < 90 * 60 => $"{seconds / 60:0} min",
        _ => $"{Math.Floor(seconds / 3600):0} h {seconds % 3600 / 60:0} min",
    };
}
