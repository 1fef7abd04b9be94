using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Identity;

/// <summary>
/// Account and dataset ids. Both become a segment of a URL and of a path, so the rule is no wider than what is safe
/// in both on every platform; <c>+</c> stays out because <c>+lineage</c> is ours.
/// </summary>
internal static class ResourceId
{
    public const int MaxLength = 128;

    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit(id[0])
        && id[^1] != '.'
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        && !DeviceName.IsReserved(id);
}
