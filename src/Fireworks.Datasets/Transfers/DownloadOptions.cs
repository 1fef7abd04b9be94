namespace Fireworks.Datasets.Transfers;

/// <summary>Limits of a download. Users cannot set those that have a default.</summary>
/// <param name="MaxConnections">The most connections for one file. <see cref="ConnectionLimiter"/> limits all files together.</param>
/// <param name="StallTimeout">A connection on which no byte arrives for this long is dropped.</param>
internal sealed record DownloadOptions(int MaxConnections, TimeSpan StallTimeout)
{
    /// <summary>Files up to this many bytes are collected in memory and need no partial file and no sidecar.</summary>
    public int InMemoryLimit { get; init; } = 256 * 1024;

    /// <summary>From this many bytes on, several connections gain more than their additional requests cost.</summary>
    public long RangeThreshold { get; init; } = 16 * 1024 * 1024;

    /// <summary>The fewest bytes that a connection requests at once, unless fewer are missing.</summary>
    public long ShortestRange { get; init; } = 8 * 1024 * 1024;

    /// <summary>The sidecar is written each time this many bytes have arrived, so a killed process loses no more than that.</summary>
    public long SidecarInterval { get; init; } = 8 * 1024 * 1024;

    /// <summary>The size of each connection's read buffer in bytes.</summary>
    public int BufferSize { get; init; } = 256 * 1024;

    /// <summary>How often a download with wrong bytes is repeated: less often than other failures, as it costs the whole file.</summary>
    public int MaxRepeats { get; init; } = 2;

    /// <summary>The most bytes that a connection requests at once. Larger files use longer ranges, to wait for fewer answers.</summary>
    public long LongestRange(long length, int connections) =>
        Math.Clamp(length / (8L * connections), ShortestRange, 8 * ShortestRange);
}
