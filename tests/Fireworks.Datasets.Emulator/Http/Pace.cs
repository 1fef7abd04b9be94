using System.Diagnostics;

namespace Fireworks.Datasets.Emulator;

/// <summary>Holds a sender to a number of bytes a second.</summary>
internal sealed class Pace(long? bytesPerSecond)
{
    private const int LargestChunk = 64 * 1024;

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _sent;

    /// <summary>Bytes to send at once: small enough that the rate is even.</summary>
    public int ChunkSize { get; } = (int)Math.Clamp((bytesPerSecond ?? long.MaxValue) / 50, 1, LargestChunk);

    /// <summary>Waits until the bytes sent so far, with these, are due.</summary>
    public ValueTask SentAsync(int count, CancellationToken cancellationToken)
    {
        if (bytesPerSecond is not { } rate)
        {
            return ValueTask.CompletedTask;
        }

        _sent += count;
        var ahead = TimeSpan.FromSeconds((double)_sent / rate) - Stopwatch.GetElapsedTime(_started);
        return ahead > TimeSpan.FromMilliseconds(1) ? new ValueTask(Task.Delay(ahead, cancellationToken)) : ValueTask.CompletedTask;
    }
}
