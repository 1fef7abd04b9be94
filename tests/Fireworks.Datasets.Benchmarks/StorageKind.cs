namespace Fireworks.Datasets.Benchmarks;

/// <summary>How the storage behaves.</summary>
internal enum StorageKind
{
    /// <summary>As fast as it can.</summary>
    Fast,

    /// <summary>20 MB/s a connection.</summary>
    Slow,

    /// <summary>50 ms to the first byte.</summary>
    Late,
}
