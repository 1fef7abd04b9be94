using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.InPlace;

/// <summary>What earlier builds left in place, for a design-time build: no network, no hashing, no complaint.</summary>
internal static class InPlaceFiles
{
    public static FetchOutcome Find(IEnumerable<DatasetRequest> requests) =>
        new(requests.GroupBy(request => request.Key).ToDictionary(group => group.Key, group => Find([.. group])), DidWork: false);

    private static IReadOnlyList<FetchedFile> Find(IReadOnlyList<DatasetRequest> requests)
    {
        var (key, location) = (requests[0].Key, requests[0].Location);
        var found = new List<FetchedFile>();
        foreach (var (name, remembered) in DatasetState.Read(location.StateFile)?.Files ?? DatasetState.NoFiles)
        {
            if (remembered is not null && requests.Any(request => request.Filter.Matches(name)) &&
                SafeRelativePath.TryParse(name, out var safe, out _) &&
                safe.ToFullPath(location.Directory) is var path &&
                InPlaceCheck.Find(path, remembered, expected: null) is not null)
            {
                found.Add(new(key, name, path, remembered.Digest, remembered.Length, Changed: false));
            }
        }

        return [.. found.OrderBy(file => file.Name, StringComparer.Ordinal)];
    }
}
