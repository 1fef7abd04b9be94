using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Fireworks.Datasets.Identity;

namespace Fireworks.Datasets.LockFiles;

/// <summary>The way back from <see cref="DatasetKey.ToString"/>: <c>accounts/a/datasets/d</c>, with <c>?lineage</c> at the end for the chain.</summary>
internal static class LockedDatasetKey
{
    private const string Lineage = "?lineage";
    private static readonly SearchValues<char> s_idCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    public static bool TryParse(string text, [NotNullWhen(true)] out DatasetKey? key)
    {
        var lineage = text.EndsWith(Lineage, StringComparison.Ordinal);
        var parts = (lineage ? text[..^Lineage.Length] : text).Split('/');
        key = parts is ["accounts", var account, "datasets", var dataset] && IsId(account) && IsId(dataset)
            ? new DatasetKey(new DatasetName(account, dataset), lineage)
            : null;
        return key is not null;
    }

    // The file may come from a stranger's pull request, and ids become folders: the same characters as in the user's own items.
    private static bool IsId(string text) => text is { Length: > 0 and <= 128 }
        && char.IsAsciiLetterOrDigit(text[0]) && text[^1] != '.' && text.AsSpan().IndexOfAnyExcept(s_idCharacters) < 0;
}
