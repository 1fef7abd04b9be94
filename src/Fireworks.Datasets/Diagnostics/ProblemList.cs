namespace Fireworks.Datasets.Diagnostics;

/// <summary>
/// Collects what is wrong, so that a build reports all of it at once. Of each code, it keeps as many problems as fit a
/// <see cref="MessageBudget"/>, and counts the others.
/// </summary>
/// <param name="most">How many problems are told one by one.</param>
/// <param name="more">What is told in place of the others, from how many they are.</param>
internal sealed class ProblemList(int most = int.MaxValue, Func<int, Diagnostic>? more = null)
{
    /// <summary>In bytes, for the problems of one code. MSBuild may print each problem twice: when it occurs, and in its summary.</summary>
    private const long Budget = 24 * 1024;

    private readonly List<Diagnostic> _told = [];
    private readonly Dictionary<string, Code> _codes = new(StringComparer.Ordinal);

    /// <summary>Problems that were added, those too that are not told one by one.</summary>
    public int Count { get; private set; }

    public void Add(Diagnostic problem) => Add(() => problem);

    /// <param name="problem">Makes the problem, where it is told.</param>
    public void Add(Func<Diagnostic> problem)
    {
        if (++Count <= most)
        {
            Take(problem());
        }
    }

    public void AddRange(IEnumerable<Diagnostic> problems)
    {
        foreach (var problem in problems)
        {
            Add(problem);
        }
    }

    /// <summary>Adds the problems that are not among those that are told.</summary>
    public void AddNew(IEnumerable<Diagnostic> problems) => AddRange(problems.Where(problem => !_told.Contains(problem)));

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

    /// <returns>What is told: at least one problem, where any was added.</returns>
    public IReadOnlyList<Diagnostic> ToDiagnostics()
    {
        var told = new List<Diagnostic>(_told);
        foreach (var code in _codes.Values)
        {
            if (code.Untold > 0)
            {
                told.Add(Problem.More(code.First, code.Untold));
            }
        }

        if (Count > most && more is not null)
        {
            told.Add(more(Count - most));
        }

        return told;
    }

    /// <exception cref="DatasetException">All problems.</exception>
    public void ThrowIfAny()
    {
        if (Count > 0)
        {
            throw new DatasetException(ToDiagnostics());
        }
    }

    private void Take(Diagnostic problem)
    {
        if (!_codes.TryGetValue(problem.Code, out var code))
        {
            _codes.Add(problem.Code, code = new(problem));
        }

        if (code.Budget.TryTake(problem.Message))
        {
            _told.Add(problem);
        }
        else
        {
            code.Untold++;
        }
    }

    private sealed class Code(Diagnostic first)
    {
        public Diagnostic First => first;

        public MessageBudget Budget { get; } = new(ProblemList.Budget);

        public int Untold { get; set; }
    }
}
