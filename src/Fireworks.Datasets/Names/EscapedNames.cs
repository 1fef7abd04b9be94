namespace Fireworks.Datasets.Names;

/// <summary>
/// What a name becomes in a tool that takes it for percent-encoded: NuGet unescapes the names of a package's entries, MSBuild those of
/// its items, and web servers the paths of requests, some of them twice.
/// </summary>
internal static class EscapedNames
{
    /// <summary>The name unescaped once, twice, and so on, until nothing is left to unescape. A name without escapes has no other reading.</summary>
    /// <remarks>Each reading is shorter than the one before it, by two characters at least.</remarks>
    public static IEnumerable<string> Readings(string name)
    {
        while (name.Contains('%', StringComparison.Ordinal) && Uri.UnescapeDataString(name) is var reading && reading != name)
        {
            yield return reading;
            name = reading;
        }
    }
}
