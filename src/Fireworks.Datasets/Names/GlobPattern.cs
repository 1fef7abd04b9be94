using System.IO.Enumeration;

namespace Fireworks.Datasets.Names;

/// <summary>
/// One glob over names with <c>/</c>: <c>*</c> and <c>?</c> within a segment, <c>**</c> as a whole segment for any
/// number of segments. Case counts on every platform, so that the same files are chosen everywhere.
/// </summary>
/// <remarks>
/// Not Microsoft.Extensions.FileSystemGlobbing, which takes <c>?</c> for a letter, <c>*.*</c> for everything and a rooted
/// pattern for a relative one, accepts most patterns that cannot match, and cannot say whether a pattern is literal.
/// </remarks>
internal sealed class GlobPattern
{
    private const string AnyDepth = "**";

    private readonly string[] _segments;

    private GlobPattern(string[] segments) => _segments = segments;

    public bool IsLiteral => !_segments.Any(segment => segment.AsSpan().ContainsAny('*', '?'));

    public bool MatchesEverything => _segments is [AnyDepth];

    /// <returns><see langword="null"/> where no name could ever match: rooted, <c>..</c>, or a character that no name has.</returns>
    public static GlobPattern? TryParse(string pattern)
    {
        var text = pattern.Replace('\\', '/');
        if (text.StartsWith('/') || text.AsSpan().ContainsAny("<>|\":") || text.Any(char.IsControl))
        {
            return null;
        }

        // "dir/" means what is in it.
        var segments = (text.EndsWith('/') ? text + AnyDepth : text).Split('/').Where(segment => segment is not ".").ToArray();
        return segments.Length == 0 || segments.Any(segment => segment is "" or "..") ? null : new(segments);
    }

    /// <summary>The pattern with <c>/</c> and without leading <c>./</c>: for a literal one, the name that it matches.</summary>
    public override string ToString() => string.Join('/', _segments);

    /// <summary>Greedy with one way back to the last <c>**</c>: at worst pattern length times name length.</summary>
    public bool Matches(string name)
    {
        if (MatchesEverything)
        {
            return true;
        }

        var parts = name.Split('/');
        int pattern = 0, part = 0, retryPattern = -1, retryPart = 0;
        while (part < parts.Length)
        {
            if (pattern < _segments.Length && _segments[pattern] == AnyDepth)
            {
                (retryPattern, retryPart) = (++pattern, part);
            }
            else if (pattern < _segments.Length && FileSystemName.MatchesSimpleExpression(_segments[pattern], parts[part], ignoreCase: false))
            {
                pattern++;
                part++;
            }
            else if (retryPattern >= 0)
            {
                (pattern, part) = (retryPattern, ++retryPart);
            }
            else
            {
                return false;
            }
        }

        // What ends with '**' matches what is in a folder, not a file of the folder's name.
        return pattern == _segments.Length;
    }
}
