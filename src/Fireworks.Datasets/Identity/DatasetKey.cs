using System.Diagnostics.CodeAnalysis;

namespace Fireworks.Datasets.Identity;

/// <summary>What is fetched as one: a dataset, alone or with its whole lineage chain.</summary>
internal sealed record DatasetKey(DatasetName Name, bool Lineage)
{
    private const string LineageSuffix = "?lineage";

    /// <summary>Folder under the datasets directory, with <c>/</c>.</summary>
    public string Folder => $"{Name.Account}/{Name.Dataset}{(Lineage ? "+lineage" : "")}";

    /// <summary>
    /// The way back from <see cref="ToString"/>. The text may come from a stranger's pull request, and its ids become folders:
    /// they follow the same rule as those in the user's own items.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out DatasetKey? key)
    {
        var lineage = text.EndsWith(LineageSuffix, StringComparison.Ordinal);
        var parts = (lineage ? text[..^LineageSuffix.Length] : text).Split('/');
        key = parts is ["accounts", var account, "datasets", var dataset] && ResourceId.IsValid(account) && ResourceId.IsValid(dataset)
            ? new DatasetKey(new DatasetName(account, dataset), lineage)
            : null;
        return key is not null;
    }

    /// <summary>The key in the lock file, and the name in messages.</summary>
    public override string ToString() => Lineage ? Name + LineageSuffix : Name.ToString();
}
