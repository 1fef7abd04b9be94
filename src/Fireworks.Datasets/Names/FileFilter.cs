namespace Fireworks.Datasets.Names;

/// <summary>Selects the files that match <c>Files</c> but not <c>ExcludeFiles</c>. The order of patterns has no effect.</summary>
internal sealed class FileFilter
{
    private const string Everything = "**";

    private readonly GlobPattern[] _files;
    private readonly GlobPattern[] _excludeFiles;
    private readonly HashSet<string>? _literals;
    private readonly string _text;

    /// <param name="files">Globs; an empty list selects all files.</param>
    /// <param name="dataset">The dataset as the message names it; <see langword="null"/> if the message names none.</param>
    /// <exception cref="DatasetException">FWDS1005, once for each pattern that cannot match.</exception>
    public FileFilter(IReadOnlyList<string> files, IReadOnlyList<string> excludeFiles, string? dataset = null)
    {
        var problems = new ProblemList();
        _files = Parse("Files", files.Count == 0 ? [Everything] : files, dataset, problems);
        _excludeFiles = Parse("ExcludeFiles", excludeFiles, dataset, problems);
        problems.ThrowIfAny();
        IsLiteral = _files.All(pattern => pattern.IsLiteral);
        TakesEverything = _excludeFiles.Length == 0 && _files.Any(pattern => pattern.MatchesEverything);
        _literals = IsLiteral ? _files.Select(pattern => pattern.ToString()).ToHashSet(StringComparer.Ordinal) : null;
        _text = $"Files='{string.Join(';', files.Count == 0 ? [Everything] : files)}'" +
            (excludeFiles.Count == 0 ? "" : $"; ExcludeFiles='{string.Join(';', excludeFiles)}'");
    }

    public static FileFilter All { get; } = new([], []);

    /// <summary>Whether each pattern of <c>Files</c> names one file, without <c>*</c> and <c>?</c>.</summary>
    public bool IsLiteral { get; }

    /// <summary>Whether the filter selects every file of any dataset.</summary>
    public bool TakesEverything { get; }

    public bool Matches(string name) => TakesEverything
        || ((_literals?.Contains(name) ?? Array.Exists(_files, pattern => pattern.Matches(name)))
            && !Array.Exists(_excludeFiles, pattern => pattern.Matches(name)));

    /// <summary>Whether a pattern of <c>Files</c> is this very name, without <c>*</c> and <c>?</c>.</summary>
    public bool Names(string name) => Array.Exists(_files, pattern => pattern.IsLiteral && pattern.ToString() == name);

    /// <summary>The filter as the user wrote it, e.g. <c>Files='**/*.jsonl'; ExcludeFiles='x'</c>.</summary>
    public override string ToString() => _text;

    private static GlobPattern[] Parse(string setting, IReadOnlyList<string> patterns, string? dataset, ProblemList problems)
    {
        var parsed = new List<GlobPattern>(patterns.Count);
        foreach (var pattern in patterns)
        {
            if (GlobPattern.TryParse(pattern) is { } glob)
            {
                parsed.Add(glob);
            }
            else
            {
                problems.Add(Problem.InvalidSetting(setting, pattern,
                    "globs relative to the dataset, separated by ';', of '*', '?' and '**', without '..', e.g. '**/*.jsonl'", dataset));
            }
        }

        return [.. parsed];
    }
}
