using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Identity;

namespace Fireworks.Datasets;

/// <summary>A file in place.</summary>
/// <param name="Name">As the service names it, with <c>/</c>.</param>
/// <param name="Changed">This run wrote it.</param>
internal sealed record FetchedFile(DatasetKey Dataset, string Name, string FullPath, Sha256Digest Digest, long Length, bool Changed);

/// <summary>All files in place that the requests asked for, by dataset, in ordinal order of their names.</summary>
/// <param name="DidWork">Something had to be asked for or brought into place.</param>
internal sealed record FetchOutcome(IReadOnlyDictionary<DatasetKey, IReadOnlyList<FetchedFile>> Files, bool DidWork)
{
    /// <summary>What one request asked for.</summary>
    public IEnumerable<FetchedFile> For(DatasetRequest request) =>
        Files[request.Key].Where(file => request.Filter.Matches(file.Name));
}
