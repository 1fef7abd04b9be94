using Fireworks.Datasets.LockFiles;

namespace Fireworks.Datasets;

/// <summary>What a run found in place or put there.</summary>
/// <param name="Datasets">One entry for each dataset, in the order of the requests.</param>
/// <param name="LockFile">The lock file, as the run knows it at its end.</param>
/// <param name="DidWork">Whether something had to be fetched, or the service had to be asked.</param>
/// <param name="IsSettled">Whether each later run has this outcome, without a request, until its inputs or the files in place change.</param>
internal sealed record FetchOutcome(IReadOnlyList<FetchedDataset> Datasets, LockFile LockFile, bool DidWork, bool IsSettled)
{
    public FetchedDataset this[DatasetKey key] => Datasets.First(dataset => dataset.Key == key);

    /// <summary>The files that this request asked for.</summary>
    public IEnumerable<FetchedFile> For(DatasetRequest request) =>
        this[request.Key].Files.Where(file => request.Filter.Matches(file.Name));
}
