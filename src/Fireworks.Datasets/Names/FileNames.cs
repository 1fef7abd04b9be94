using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Identity;

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
        var problems = new ProblemList(dataset);
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

        new NameCollisions(paths).Report((first, second, why) =>
            problems.Add(() => Problem.CollidingFileNames(dataset, first, second, why)));
        problems.ThrowIfAny();
        return paths;
    }

    private sealed class ProblemList(DatasetKey dataset)
    {
        private readonly List<Diagnostic> _shown = [];
        private int _count;

        public void Add(Func<Diagnostic> problem)
        {
            if (++_count <= MaxProblems)
            {
                _shown.Add(problem());
            }
        }

        public void ThrowIfAny()
        {
            if (_count > MaxProblems)
            {
                _shown.Add(Problem.MoreUnsafeFileNames(dataset, _count - MaxProblems));
            }

            if (_count > 0)
            {
                throw new DatasetException(_shown);
            }
        }
    }
}
