using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Compares the contents of every wanted file in place with the lock file or, where that has no digest, with what an earlier build
/// remembered. A file that nothing is known of is a problem, because otherwise a success would say nothing about it.
/// </summary>
internal sealed class DatasetVerifier(LockFile lockFile, IFetchLog log)
{
    /// <returns>The number of files, all of which have the expected contents.</returns>
    /// <exception cref="DatasetException">
    /// FWDS4008 for each file that differs or cannot be compared; FWDS2008, FWDS5001 or FWDS5002 where the known names are not such as a
    /// build could use; FWDS5004 where a file cannot be read.
    /// </exception>
    public int Verify(IEnumerable<DatasetRequest> requests, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var allowance = new HashAllowance();
        int locked = 0, remembered = 0;
        foreach (var group in requests.GroupBy(request => request.Key))
        {
            foreach (var file in problems.Collect(() => FindWanted(group.Key, [.. group])) ?? [])
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (problems.Collect(() => Compare(group.Key, file, allowance)) is { } right)
                {
                    _ = right.Locked is null ? remembered++ : locked++;
                }
            }
        }

        var how = remembered == 0 ? "" : $" ({remembered} by what an earlier build remembered)";
        log.Message(MessageLevel.High, $"Fireworks datasets: {locked + remembered} files verified{how}, {problems.Count} different.");
        problems.ThrowIfAny();
        return locked + remembered;
    }

    /// <summary>Finds the wanted files among the names that the lock file has or, where it lacks the dataset, that an earlier build saw.</summary>
    /// <remarks>All names are checked, even those of files that are not wanted, as a build does.</remarks>
    private WantedFile[] FindWanted(DatasetKey key, IReadOnlyList<DatasetRequest> requests)
    {
        var (floating, location) = (requests[0].Floating, requests[0].Location);
        var locked = floating ? null : lockFile[key];
        var state = DatasetState.Read(location.StateFile);
        if (locked is null && state is null)
        {
            throw new DatasetException(Problem.DatasetNotVerifiable(key, floating));
        }

        var names = locked?.Names ?? [.. state!.Files.Keys.Order(StringComparer.Ordinal)];
        var problems = new ProblemList();
        problems.AddRange(requests.Select(request => request.Filter).Where(filter => !names.Any(filter.Matches))
            .Select(filter => Problem.NoFileMatches(key, filter.ToString(), names)));
        problems.ThrowIfAny();
        return [.. FileNames.Check(key, names)
            .Where(name => requests.Any(request => request.Filter.Matches(name.Value)))
            .Select(name => new WantedFile(
                name.Value, name.ToFullPath(location.Folder), locked is not null, locked?[name.Value], state?.Files.GetValueOrDefault(name.Value)?.Content))];
    }

    /// <returns>The file, which is as expected.</returns>
    /// <exception cref="DatasetException">FWDS4008: the file is not as expected; FWDS5004: it cannot be read.</exception>
    private static WantedFile Compare(DatasetKey key, WantedFile file, HashAllowance allowance)
    {
        if ((file.Locked ?? file.Remembered) is not { } expected)
        {
            throw new DatasetException(Problem.FileNotVerifiable(key, file.Name, file.IsListed));
        }

        if (FileStamp.Of(file.FullPath) is not { } stamp)
        {
            throw Different(IsTaken(file.FullPath) ? "it is not a regular file" : "it is not in place");
        }

        var hasLength = stamp.Length == expected.Length;
        var actual = hasLength || allowance.TryTake(stamp.Length)
            ? FileFailure.Guard("read", file.FullPath, needed: null, () => InPlaceCheck.Digest(file.FullPath))
            : (Sha256Digest?)null;
        if (!hasLength)
        {
            throw file.Locked is not null && file.Locked.Digest == actual
                ? new DatasetException(Problem.VerifiedLengthWrong(key, file.Name, file.Locked.Length, stamp.Length))
                : Different($"it has {stamp.Length} bytes instead of {expected.Length}");
        }

        return actual == expected.Digest ? file : throw Different($"its digest is sha256:{actual} instead of sha256:{expected.Digest}");

        DatasetException Different(string how) => new(Problem.VerificationFailed(key, file.Name, file.Locked is not null, how));
    }

    /// <summary>Whether anything has this path: also a folder, a device, or a link that leads nowhere.</summary>
    private static bool IsTaken(string path) => new FileInfo(path).Attributes != (FileAttributes)(-1);

    /// <param name="IsListed">Whether the lock file has the dataset, and so the name.</param>
    /// <param name="Locked">The content that the lock file says; <see langword="null"/> where it has no digest.</param>
    /// <param name="Remembered">The content that an earlier build put into place; <see langword="null"/> where none did.</param>
    private sealed record WantedFile(string Name, string FullPath, bool IsListed, Content? Locked, Content? Remembered);
}
