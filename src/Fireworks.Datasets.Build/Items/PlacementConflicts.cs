using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Build.Items;

/// <summary>
/// Finds conflicts that MSBuild would silently decide by the order of items (FWDS1006): two files with one place, a file that would
/// overwrite one of the build's own outputs, and a dataset that is both pinned and floating.
/// </summary>
internal static class PlacementConflicts
{
    /// <param name="ownOutputs">The build's own outputs, relative to the output directory, e.g. <c>app.deps.json</c>.</param>
    /// <returns>One problem for each pair of datasets and kind of conflict, in the order of the files.</returns>
    public static IReadOnlyList<Diagnostic> Find(IReadOnlyCollection<PlacedFile> files, IEnumerable<string> ownOutputs)
    {
        var conflicts = new ConflictList();
        FindOwnOutputs(files, ownOutputs, conflicts);
        FindSamePlace(files, conflicts);
        return conflicts.ToProblems();
    }

    /// <summary>Finds datasets that are both pinned and floating, and datasets whose folders differ only in case.</summary>
    public static IReadOnlyList<Diagnostic> Find(IEnumerable<DatasetRequest> items)
    {
        // A folder makes one problem, however many items share it.
        var problems = new Dictionary<string, Diagnostic>(StringComparer.OrdinalIgnoreCase);
        var first = new Dictionary<string, DatasetRequest>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            if (!first.TryAdd(item.Key.Folder, item) && FindContradiction(first[item.Key.Folder], item) is { } problem)
            {
                problems.TryAdd(item.Key.Folder, problem);
            }
        }

        return [.. problems.Values];
    }

    private static Diagnostic? FindContradiction(DatasetRequest first, DatasetRequest second)
    {
        if (first.Key != second.Key)
        {
            return Problem.ConflictingItems($"Datasets '{first.Key}' and '{second.Key}' differ in case only and would share a folder",
                "Write both alike, as the service does.");
        }

        return first.Floating == second.Floating ? null : Problem.ConflictingItems(
            $"Dataset '{first.Key}' is floating in one item and pinned in another", "Set Floating to the same value on all its items.");
    }

    private static void FindOwnOutputs(IReadOnlyCollection<PlacedFile> files, IEnumerable<string> ownOutputs, ConflictList conflicts)
    {
        var own = new PathSet<string>();
        foreach (var output in ownOutputs)
        {
            var path = output.Replace('\\', '/').Trim('/');
            own.TryAdd(path, path, out _);
        }

        foreach (var file in files)
        {
            if (file.OutputPath is { } path && own.FindConflict(path) is { } output)
            {
                conflicts.Add(ConflictKind.OwnOutput, file, file, $"'{Problem.Quoted(path)}' (the build's own '{output}')");
            }
        }
    }

    private static void FindSamePlace(IReadOnlyCollection<PlacedFile> files, ConflictList conflicts)
    {
        var outputs = new PathSet<PlacedFile>();
        var resources = new Dictionary<string, PlacedFile>(StringComparer.Ordinal);
        var taken = new HashSet<PlacedFile>();
        foreach (var file in files)
        {
            if (file.OutputPath is { } path && !outputs.TryAdd(path, file, out var there))
            {
                conflicts.Add(IsSame(file, there) ? ConflictKind.TakenTwice : ConflictKind.OutputPath, there, file, $"'{Problem.Quoted(path)}'");
            }
            else if (file.LogicalName is { } name && !resources.TryAdd(name, file))
            {
                var other = resources[name];
                conflicts.Add(IsSame(file, other) ? ConflictKind.TakenTwice : ConflictKind.ResourceName, other, file, $"'{Problem.Quoted(name)}'");
            }
            else if (file is { OutputPath: null, LogicalName: null } && !taken.Add(file with { BuildAction = file.BuildAction.ToUpperInvariant() }))
            {
                conflicts.Add(ConflictKind.TakenTwice, file, file, $"'{Problem.Quoted(file.Name)}'");
            }
        }
    }

    private static bool IsSame(PlacedFile first, PlacedFile second) => first.Dataset == second.Dataset && first.Name == second.Name;
}
