namespace Fireworks.Datasets.Diagnostics;

/// <summary>Collects what is wrong, so that a build reports all of it at once.</summary>
/// <param name="most">How many problems are told one by one.</param>
/// <param name="more">What is told in place of the others, from how many they are. It is needed where a server or a file decides how many there can be.</param>
internal sealed class ProblemList(int most = int.MaxValue, Func<int, Diagnostic>? more = null)
{
    private readonly List<Diagnostic> _told = [];

    /// <summary>Problems that were added, those too that are not told one by one.</summary>
    public int Count { get; private set; }

    public void Add(Diagnostic problem) => Add(() => problem);

    /// <param name="problem">Makes the problem, where it is told.</param>
    public void Add(Func<Diagnostic> problem)
    {
        if (++Count <= most)
        {
            _told.Add(problem());
        }
    }

    public void AddRange(IEnumerable<Diagnostic> problems)
    {
        foreach (var problem in problems)
        {
            Add(problem);
        }
    }

    /// <summary>Runs what may throw, and keeps its problems.</summary>
    /// <returns><see langword="null"/> where it threw.</returns>
    public T? Collect<T>(Func<T> action)
        where T : class?
    {
        try
        {
            return action();
        }
        catch (DatasetException exception)
        {
            AddRange(exception.Diagnostics);
            return null;
        }
    }

    /// <summary>Returns all problems, with one in place of those that are not told one by one.</summary>
    public IReadOnlyList<Diagnostic> ToList() => Count > most && more is not null ? [.. _told, more(Count - most)] : _told;

    /// <exception cref="DatasetException">All problems.</exception>
    public void ThrowIfAny()
    {
        if (Count > 0)
        {
            throw new DatasetException(ToList());
        }
    }
}
