namespace Fireworks.Datasets.Names;

/// <summary>Checks all file names of a dataset. This happens before the filter is applied and before anything is written.</summary>
internal static class FileNames
{
    /// <summary>The number of problems that are reported one by one. Any further problems are only counted.</summary>
    public const int MaxProblems = 20;

    /// <remarks>
    /// Time and memory grow in proportion to the total length of the names. Their number is limited where they are read, by
    /// <see cref="Service.ApiOptions.MaxFiles"/> and by the largest file that <see cref="Files.AtomicFile"/> reads.
    /// </remarks>
    /// <returns>The names as paths, in the given order.</returns>
    /// <exception cref="DatasetException">FWDS5001: names are not safe. FWDS5002: names collide. The exception carries all problems.</exception>
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

    /// <summary>Checks names that a project takes: a tool that meets one of them later must not obey it unasked.</summary>
    /// <param name="isLiteral">Whether the project names this file literally wherever it takes it.</param>
    /// <exception cref="DatasetException">FWDS5001: all names that a tool obeys, and that the project does not name literally or cannot take.</exception>
    public static void CheckTaken(DatasetKey dataset, IReadOnlyCollection<SafeRelativePath> names, Func<string, bool> isLiteral)
    {
        var problems = new ProblemList(MaxProblems, rest => Problem.MoreObeyedFileNames(dataset, rest));
        foreach (var name in names)
        {
            if (HarmfulNames.Find(name) is { } harm)
            {
                problems.Add(() => Problem.UnsafeFileName(dataset, name.Value, harm));
            }
            else if (ObeyedNames.Find(name) is { } why && !isLiteral(name.Value))
            {
                problems.Add(() => Problem.ObeyedFileName(dataset, name.Value, why));
            }
        }

        problems.ThrowIfAny();
    }

    /// <summary>
    /// Finds names that cannot exist together on every file system: two are the same after folding, or one is a file where
    /// another needs a folder.
    /// </summary>
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
