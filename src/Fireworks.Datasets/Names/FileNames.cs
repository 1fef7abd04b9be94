namespace Fireworks.Datasets.Names;

/// <summary>Checks all file names of a dataset, before a filter and before anything is written.</summary>
internal static class FileNames
{
    /// <summary>So many problems are told one by one; the rest is counted.</summary>
    public const int MaxProblems = 20;

    /// <remarks>
    /// Takes time and memory in proportion to the names, whose number is bounded where they come from: by
    /// <see cref="Service.ApiOptions.MaxFiles"/>, and by the length of a file that <see cref="Files.AtomicFile"/> reads.
    /// </remarks>
    /// <returns>The names in the order given.</returns>
    /// <exception cref="DatasetException">All that is wrong: FWDS5001, FWDS5002.</exception>
    public static IReadOnlyList<SafeRelativePath> Check(DatasetKey dataset, IReadOnlyCollection<string> names)
    {
        var problems = new ProblemList(MaxProblems, rest => Problem.MoreUnsafeFileNames(dataset, rest));
        var paths = new List<SafeRelativePath>(names.Count);
        foreach (var name in names)
        {
            if (SafeRelativePath.TryParse(name, out var path, out var why))
            {
                paths.Add(path);
            }
            else
            {
                problems.Add(() => Problem.UnsafeFileName(dataset, name, why));
            }
        }

        FindCollisions(paths, (first, second, which) => problems.Add(() => Problem.CollidingFileNames(dataset, first, second, which)));
        problems.ThrowIfAny();
        return paths;
    }

    /// <summary>Names that cannot be beside each other on every file system: the same after folding, or a file where another needs a folder.</summary>
    private static void FindCollisions(List<SafeRelativePath> paths, Action<string, string, string> report)
    {
        var known = new PathSet<string>(paths.Count);
        foreach (var name in paths.Select(path => path.Value))
        {
            if (known.Add(name, name) is not { } other)
            {
                continue;
            }

            var deeper = name.AsSpan().Count('/') - other.AsSpan().Count('/');
            if (deeper == 0)
            {
                report(other, name, other == name
                    ? "which is one name listed twice"
                    : "which are one file where case or the composition of letters does not count");
            }
            else
            {
                var (file, inside) = deeper > 0 ? (other, name) : (name, other);
                report(file, inside, "and the first is a file where the second needs a folder");
            }
        }
    }
}
