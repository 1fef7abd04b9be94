namespace Fireworks.Datasets.Cache;

/// <summary>What pruning removed.</summary>
/// <param name="Contents">Number of stored contents.</param>
/// <param name="Others">Number of other files: abandoned partial files, sidecars, records of remote files, leftovers.</param>
/// <param name="Bytes">Sum of all their lengths.</param>
internal sealed record PruneResult(int Contents, int Others, long Bytes);
