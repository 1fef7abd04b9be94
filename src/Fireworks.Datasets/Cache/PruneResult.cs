namespace Fireworks.Datasets.Cache;

/// <summary>What pruning removed.</summary>
/// <param name="Contents">Stored contents.</param>
/// <param name="Others">Abandoned partials and what belongs to them, records of remote files, leftovers.</param>
/// <param name="Bytes">Sum of their lengths.</param>
internal sealed record PruneResult(int Contents, int Others, long Bytes);
