using System.Buffers;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Identity;

/// <summary>
/// Account and dataset ids. Both become a segment of a URL and of a path, so the rule is no wider than what is safe
/// in both on every platform; <c>+</c> stays out because <c>+lineage</c> is ours.
/// </summary>
internal static class ResourceId
{
    private const int MaxLength = 128;

    private static readonly SearchValues<char> s_characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit(id[0])
        && id[^1] != '.'
        && !id.AsSpan().ContainsAnyExcept(s_characters)
        && !DeviceName.IsReserved(id);
}
