namespace Fireworks.Datasets.Names;

/// <summary>Names or parts of names, each with the reason why it is special. Case does not count.</summary>
internal sealed class ReasonedNames
{
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    /// <param name="groups">Reasons, for the middle of a sentence, each with its names, separated by spaces.</param>
    public ReasonedNames(params (string Reason, string Names)[] groups)
    {
        All = [.. groups.SelectMany(group => group.Names.Split(' '))];
        foreach (var (reason, names) in groups)
        {
            foreach (var name in names.Split(' '))
            {
                _reasons.Add(NameFolding.Fold(name), reason);
            }
        }
    }

    /// <summary>All names as they are written here, for documents and tests.</summary>
    public IReadOnlyList<string> All { get; }

    /// <param name="folded">A name as <see cref="NameFolding"/> gives it.</param>
    /// <returns>The reason; <see langword="null"/> where the name is not special.</returns>
    public string? Find(ReadOnlySpan<char> folded) => _reasons.GetValueOrDefault(folded.ToString());
}
