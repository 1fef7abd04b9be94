using System.Diagnostics.CodeAnalysis;

namespace Fireworks.Datasets.Identity;

/// <summary>Identifies what is fetched together: a dataset alone, or a dataset with its whole lineage.</summary>
internal sealed record DatasetKey(DatasetName Name, bool Lineage)
{
    private const string LineageSuffix = "?lineage";

    /// <summary>The folder under the datasets directory, with <c>/</c> on every platform.</summary>
    public string Folder => $"{Name.Account}/{Name.Dataset}{(Lineage ? "+lineage" : "")}";

    /// <summary>
    /// Parses the result of <see cref="ToString"/>. The text may come from a stranger's pull request and its ids become folder
    /// names, so the ids must satisfy the same rule as those in the user's own items.
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

    /// <summary>Returns the text that stands for the dataset in the lock file and in messages.</summary>
    public override string ToString() => Lineage ? Name + LineageSuffix : Name.ToString();
}
