using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Service;

/// <summary>The files of a dataset as the service names them (hostile until checked), each with its signed URL.</summary>
internal sealed record DatasetListing(IReadOnlyDictionary<string, Url> Files)
{
    public IReadOnlyCollection<string> Names { get; } = Files.Keys.ToArray();
}
