namespace Fireworks.Datasets.Transfers;

/// <summary>Limits of a download; the defaults of those that no user sets.</summary>
/// <param name="MaxConnections">Connections for one file; all files together are limited by <see cref="ConnectionLimiter"/>.</param>
/// <param name="StallTimeout">A connection without a byte for so long is dropped.</param>
internal sealed record DownloadOptions(int MaxConnections, TimeSpan StallTimeout)
{
    /// <summary>Smaller files are held in memory: no sidecar, nothing to clean up, nothing read twice.</summary>
    public int InMemoryLimit { get; init; } = 256 * 1024;

    /// <summary>From this length on, several connections are worth their requests.</summary>
    public long RangeThreshold { get; init; } = 16 * 1024 * 1024;

    /// <summary>The least that a connection asks for at a time.</summary>
    public long ShortestRange { get; init; } = 8 * 1024 * 1024;

    /// <summary>The sidecar is written each time that so many bytes have arrived; a killed process loses no more.</summary>
    public long SidecarInterval { get; init; } = 8 * 1024 * 1024;

    /// <summary>Bytes read at once, for each connection.</summary>
    public int BufferSize { get; init; } = 256 * 1024;

    /// <summary>
    /// Whole downloads whose bytes turned out wrong are repeated so often: less than other failures, as each costs the whole file.
    /// </summary>
    public int MaxRepeats { get; init; } = 2;

    /// <summary>The most that a connection asks for at a time. Larger files have longer parts, to wait less for answers.</summary>
    public long LongestRange(long length, int connections) =>
        Math.Clamp(length / (8L * connections), ShortestRange, 8 * ShortestRange);
}
