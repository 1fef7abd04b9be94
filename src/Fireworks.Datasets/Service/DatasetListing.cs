using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Service;

/// <summary>The files of a dataset with their signed URLs. The names come from the service and may be unsafe until they are checked.</summary>
internal sealed record DatasetListing(IReadOnlyDictionary<string, Url> Files)
{
    public IReadOnlyCollection<string> Names { get; } = Files.Keys.ToArray();
}
