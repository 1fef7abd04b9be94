using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Cache.Remote;

/// <summary>Ends a transfer that goes on, but so slowly that it only delays.</summary>
internal sealed class MinimumPace(TimeProvider time)
{
    /// <summary>Below this many bytes a second, measured from ten seconds on, the service is faster.</summary>
    private const long BytesPerSecond = 64 * 1024;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly long _started = time.GetTimestamp();

    /// <param name="total">Bytes since the start.</param>
    /// <exception cref="TransferException">Too slow to be of use.</exception>
    public void Check(long total, string host)
    {
        var elapsed = time.GetElapsedTime(_started);
        if (elapsed > s_patience && total < BytesPerSecond * elapsed.TotalSeconds)
        {
            throw new TransferException(FailureKind.Stalled, $"less than {BytesPerSecond / 1024} KiB a second", transient: true) { Host = host };
        }
    }
}
