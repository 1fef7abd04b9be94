using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Cache.Remote;

/// <summary>Ends a transfer that makes progress, but so slowly that it delays the build.</summary>
internal sealed class MinimumPace(TimeProvider time)
{
    /// <summary>A transfer below this pace ends, because storage is expected to be faster.</summary>
    private const long BytesPerSecond = 64 * 1024;

    /// <summary>The pace is not checked earlier than this.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly long _started = time.GetTimestamp();

    /// <param name="total">Bytes since the start.</param>
    /// <exception cref="TransferException">The transfer is too slow.</exception>
    public void Check(long total, string host)
    {
        var elapsed = time.GetElapsedTime(_started);
        if (elapsed > s_patience && total < BytesPerSecond * elapsed.TotalSeconds)
        {
            throw new TransferException(FailureKind.Stalled, $"less than {BytesPerSecond / 1024} KiB a second", transient: true) { Host = host };
        }
    }
}
