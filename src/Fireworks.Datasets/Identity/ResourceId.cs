using System.Buffers;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Identity;

/// <summary>
/// The rule for account ids and dataset ids. Each id becomes a segment of a URL and of a path, so the rule allows only what is
/// safe in both on every platform. <c>+</c> is not allowed, because <see cref="DatasetKey.Folder"/> appends <c>+lineage</c>.
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
