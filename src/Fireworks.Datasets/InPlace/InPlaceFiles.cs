using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.InPlace;

/// <summary>Finds what earlier builds left in place, for a design-time build. It uses no network, hashes nothing, and reports nothing.</summary>
internal static class InPlaceFiles
{
    public static FetchOutcome Find(IEnumerable<DatasetRequest> requests, LockFile lockFile) =>
        new([.. requests.GroupBy(request => request.Key).Select(group => Find(group.Key, [.. group]))], lockFile, DidWork: false, IsSettled: false);

    private static FetchedDataset Find(DatasetKey key, IReadOnlyList<DatasetRequest> requests)
    {
        var location = requests[0].Location;
        var state = DatasetState.Read(location.StateFile);
        var found = new List<FetchedFile>();
        foreach (var (name, remembered) in state?.Files ?? DatasetState.NoFiles)
        {
            if (remembered is not null && requests.Any(request => request.Filter.Matches(name)) &&
                SafeRelativePath.TryParse(name, out var safe, out _) &&
                HarmfulNames.Find(safe) is null &&
                (ObeyedNames.Find(safe) is null || requests.All(request => !request.Filter.Matches(name) || request.Filter.Names(name))) &&
                safe.ToFullPath(location.Folder) is var path &&
                InPlaceCheck.Find(path, remembered, expected: null) is not null)
            {
                found.Add(FetchedFile.Of(key, name, path, remembered, changed: false));
            }
        }

        return new(key, location.StateFile, state?.Stamp, [.. found]);
    }
}
