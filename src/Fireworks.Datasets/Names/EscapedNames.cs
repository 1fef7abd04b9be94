namespace Fireworks.Datasets.Names;

/// <summary>
/// What a name becomes in a tool that takes it for percent-encoded: NuGet unescapes the names of a package's entries, MSBuild those of
/// its items, and web servers the paths of requests, some of them twice.
/// </summary>
internal static class EscapedNames
{
    /// <summary>Looks at a name as it is written, and then at what else it reads as.</summary>
    /// <param name="find">Returns what is wrong with a name, for the middle of a sentence; <see langword="null"/> where nothing is.</param>
    public static string? FindIn(SafeRelativePath name, Func<string, string?> find) => find(name.Value)
        ?? Readings(name.Value).Select(reading => find(reading) is { } hidden ? $"unescaped it is '{Problem.Quoted(reading)}', and {hidden}" : null)
            .FirstOrDefault(why => why is not null);

    /// <summary>Whether a name is escaped in characters that normalise to a percent sign. No reading of it would be found.</summary>
    public static bool AreDisguised(string name) => name.AsSpan().ContainsAny('％', '﹪');

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
