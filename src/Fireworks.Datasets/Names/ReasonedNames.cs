namespace Fireworks.Datasets.Names;

/// <summary>Names or parts of names, each with the reason why it is special. Case does not count.</summary>
/// <param name="groups">Reasons, for the middle of a sentence, each with its names, separated by spaces.</param>
internal sealed class ReasonedNames(params (string Reason, string Names)[] groups)
{
    private readonly Dictionary<string, string> _reasons = groups
        .SelectMany(group => group.Names.Split(' '), (group, name) => KeyValuePair.Create(NameFolding.Fold(name), group.Reason))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>All names as they are written here, for documents and tests.</summary>
    public IEnumerable<string> All => groups.SelectMany(group => group.Names.Split(' '));

    /// <param name="folded">A name as <see cref="NameFolding"/> gives it.</param>
    /// <returns>The reason; <see langword="null"/> where the name is not special.</returns>
    public string? Find(ReadOnlySpan<char> folded) => _reasons.GetValueOrDefault(folded.ToString());
}
