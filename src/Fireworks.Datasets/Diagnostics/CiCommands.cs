using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Fireworks.Datasets.Diagnostics;

/// <summary>
/// The commands that CI systems find in the output of a build, and obey: <c>##vso[...]</c> and <c>##[...]</c> of Azure Pipelines,
/// <c>::name ...::</c> and <c>##[name ...]</c> of GitHub Actions, <c>##teamcity[...]</c>, and the folds of GitLab
/// (<c>section_start:</c>) and Travis (<c>travis_fold:</c>). Some are found anywhere in a line.
/// </summary>
internal static partial class CiCommands
{
    private static readonly SearchValues<char> s_inAddress = SearchValues.Create("%.:0123456789ABCDEFabcdef");

    /// <summary>Whether a text may hold a command. MSBuild itself prints the names of files, and so no file's name may.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        var hashes = text.IndexOf("##", StringComparison.Ordinal);
        return (hashes >= 0 && text[hashes..].Contains('[')) || text.Contains("::", StringComparison.Ordinal) || Fold().IsMatch(text);
    }

    /// <summary>Puts a space into the mark of each command. A reader sees what it was, and no CI system finds it, also in a part of the line.</summary>
    public static string Break(string line)
    {
        if (!line.Contains("##", StringComparison.Ordinal) && !line.Contains(':', StringComparison.Ordinal))
        {
            return line;
        }

        var broken = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            broken.Append(line[i]);
            if (i + 1 < line.Length && line[i] is '#' or ':' && line[i] == line[i + 1] && !IsInAddress(line, i))
            {
                broken.Append(' ');
            }
        }

        return Fold().Replace(broken.ToString(), "$1 :");
    }

    /// <summary>Whether <c>::</c> is part of an IPv6 address in brackets, which is no command whatever follows.</summary>
    private static bool IsInAddress(string line, int colons)
    {
        const int longest = 45;
        var open = line.LastIndexOf('[', colons, Math.Min(colons + 1, longest));
        var close = line.IndexOf(']', colons, Math.Min(line.Length - colons, longest));
        return line[colons] == ':' && open >= 0 && close >= 0
            // .NET takes any text for the zone of an address.
            && line.AsSpan(open + 1, close - open - 1).IndexOfAnyExcept(s_inAddress) < 0
            && IPAddress.TryParse(line.AsSpan(open + 1, close - open - 1), out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    [GeneratedRegex("(section_(?:start|end)|travis_(?:fold|time)):", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Fold();
}
