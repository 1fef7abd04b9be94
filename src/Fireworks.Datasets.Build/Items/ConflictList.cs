namespace Fireworks.Datasets.Build.Items;

internal enum ConflictKind
{
    OwnOutput,
    OutputPath,
    ResourceName,
    TakenTwice,
}

/// <summary>Collects conflicts, so that two items with thousands of conflicting files make one problem with a few examples.</summary>
internal sealed class ConflictList
{
    private const int MaxExamples = 5;

    private readonly Dictionary<Conflict, List<string>> _places = [];

    public void Add(ConflictKind kind, PlacedFile first, PlacedFile second, string place)
    {
        var key = new Conflict(kind, first.Dataset, second.Dataset);
        if (!_places.TryGetValue(key, out var places))
        {
            _places.Add(key, places = []);
        }

        places.Add(place);
    }

    public IReadOnlyList<Diagnostic> ToProblems()
    {
        var problems = new List<Diagnostic>();
        foreach (var (conflict, places) in _places)
        {
            problems.Add(ToProblem(conflict, places));
        }

        return problems;
    }

    private static Diagnostic ToProblem(Conflict conflict, List<string> places)
    {
        var (kind, first, second) = conflict;
        var both = first == second ? $"Two items of dataset '{first}'" : $"Datasets '{first}' and '{second}'";
        var listed = string.Join(", ", places.Take(MaxExamples)) +
            (places.Count > MaxExamples ? $" and {places.Count - MaxExamples} more" : "");
        return kind switch
        {
            ConflictKind.OwnOutput => Problem.ConflictingItems(
                $"Dataset '{first}' would put files over the build's own outputs: {listed}",
                "Give the item another LinkBase, or leave these files out with ExcludeFiles."),
            ConflictKind.OutputPath => Problem.ConflictingItems(
                $"{both} put different files at one path of the output: {listed}",
                "Give one of the items another LinkBase, or choose different files with Files and ExcludeFiles."),
            ConflictKind.ResourceName => Problem.ConflictingItems(
                $"{both} embed different files under one resource name: {listed}",
                "Give one of the items another LinkBase, or choose different files with Files and ExcludeFiles."),
            _ => Problem.ConflictingItems(
                $"{both} take the same file to the same place twice: {listed}",
                "Make their Files and ExcludeFiles not overlap, remove one of the items, or give one another LinkBase."),
        };
    }

    private sealed record Conflict(ConflictKind Kind, DatasetKey First, DatasetKey Second);
}
