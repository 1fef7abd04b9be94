using Fireworks.Datasets.LockFiles;

namespace Fireworks.Datasets;

/// <summary>What a run found or brought, by dataset.</summary>
/// <param name="Datasets">In the order of the requests.</param>
/// <param name="LockFile">As the run knows it at its end.</param>
/// <param name="DidWork">Something had to be asked for or brought into place.</param>
/// <param name="IsSettled">Each run has this outcome, without asking anybody, until its inputs or the files in place change.</param>
internal sealed record FetchOutcome(IReadOnlyList<FetchedDataset> Datasets, LockFile LockFile, bool DidWork, bool IsSettled)
{
    public FetchedDataset this[DatasetKey key] => Datasets.First(dataset => dataset.Key == key);

    /// <summary>The files that one request asked for.</summary>
    public IEnumerable<FetchedFile> For(DatasetRequest request) =>
        this[request.Key].Files.Where(file => request.Filter.Matches(file.Name));
}
