using System.IO.Enumeration;

namespace Fireworks.Datasets.Names;

/// <summary>
/// One glob over names with <c>/</c>. <c>*</c> and <c>?</c> match within a segment, and <c>**</c> as a whole segment matches any
/// number of segments. Case counts on every platform, so that a glob selects the same files everywhere.
/// </summary>
/// <remarks>
/// Microsoft.Extensions.FileSystemGlobbing is not used. In it <c>?</c> is not a wildcard, <c>*.*</c> matches every name, and a
/// rooted pattern is taken as relative. It accepts most patterns that cannot match, and cannot tell whether a pattern is literal.
/// </remarks>
internal sealed class GlobPattern
{
    private const string AnyDepth = "**";

    private readonly string[] _segments;

    private GlobPattern(string[] segments) => _segments = segments;

    public bool IsLiteral => !_segments.Any(segment => segment.AsSpan().ContainsAny('*', '?'));

    public bool MatchesEverything => _segments is [AnyDepth];

    /// <returns>
    /// <see langword="null"/> if no name can match, because the pattern is rooted, has an empty or <c>..</c> segment, or has a
    /// character that no name has.
    /// </returns>
    public static GlobPattern? TryParse(string pattern)
    {
        var text = pattern.Replace('\\', '/');
        if (text.StartsWith('/') || text.AsSpan().ContainsAny("<>|\":") || text.Any(char.IsControl))
        {
            return null;
        }

        // The pattern "dir/" means all files in that folder.
        var segments = (text.EndsWith('/') ? text + AnyDepth : text).Split('/').Where(segment => segment is not ".").ToArray();
        return segments.Length == 0 || segments.Any(segment => segment is "" or "..") ? null : new(segments);
    }

    /// <summary>The pattern with <c>/</c> and without <c>.</c> segments. For a literal pattern this is the name that it matches.</summary>
    public override string ToString() => string.Join('/', _segments);

    /// <summary>Backtracks only to the last <c>**</c>, so it compares each segment of the pattern with each of the name at most once.</summary>
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

        // A pattern 'dir/**' matches the files in the folder, but not a file with the name of the folder.
        return pattern == _segments.Length;
    }
}
