using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.InPlace;

/// <summary>Compares the digest of every file in place with the lock file or, where that lacks the dataset, with what was fetched.</summary>
internal sealed class DatasetVerifier(LockFile lockFile, IFetchLog log)
{
    /// <returns>The number of files, all of which have the expected contents.</returns>
    /// <exception cref="DatasetException">FWDS4008 for each difference; FWDS5001 or FWDS5002 for file names that are not safe.</exception>
    /// <exception cref="IOException">A file in place cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public int Verify(IEnumerable<DatasetRequest> requests, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var verified = 0;
        foreach (var group in requests.GroupBy(request => request.Key))
        {
            foreach (var (name, expected) in Expected(group.Key, [.. group]))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Difference(name.ToFullPath(group.First().Location.Folder), expected) is { } difference)
                {
                    problems.Add(Problem.VerificationFailed(group.Key, name.Value, difference));
                }
                else
                {
                    verified++;
                }
            }
        }

        log.Message(MessageLevel.High, $"Fireworks datasets: {verified} files verified, {problems.Count} different.");
        problems.ThrowIfAny();
        return verified;
    }

    private IEnumerable<(SafeRelativePath Name, Content Expected)> Expected(DatasetKey key, IReadOnlyList<DatasetRequest> requests)
    {
        IReadOnlyDictionary<string, Content?>? expected = !requests[0].Floating && lockFile[key] is { } locked
            ? locked.Files
            : DatasetState.Read(requests[0].Location.StateFile)?.Files.ToDictionary(file => file.Key, file => file.Value?.Content);
        if (expected is null)
        {
            log.Message(MessageLevel.High, $"Dataset '{key}' is not verified: it was never fetched here, and no lock file has it.");
            return [];
        }

        var wanted = expected.Where(file => file.Value is not null && requests.Any(request => request.Filter.Matches(file.Key)))
            .OrderBy(file => file.Key, StringComparer.Ordinal).ToArray();
        return FileNames.Check(key, [.. wanted.Select(file => file.Key)]).Zip(wanted, (name, file) => (name, file.Value!));
    }

    private static string? Difference(string path, Content expected)
    {
        if (FileStamp.Of(path) is not { } file)
        {
            return "it is not in place";
        }

        if (file.Length != expected.Length)
        {
            return $"it has {file.Length} bytes instead of {expected.Length}";
        }

        var actual = InPlaceCheck.Digest(path);
        return actual == expected.Digest ? null : $"its digest is sha256:{actual} instead of sha256:{expected.Digest}";
    }
}
