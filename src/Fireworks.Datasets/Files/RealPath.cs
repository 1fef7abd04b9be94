namespace Fireworks.Datasets.Files;

/// <summary>Resolves the symbolic links in a path, so that all paths to a file become the same.</summary>
internal static class RealPath
{
    /// <summary>The number that Linux follows.</summary>
    private const int MostLinks = 40;

    /// <param name="path">A full path. Parts that do not exist stay as they are.</param>
    /// <exception cref="IOException">There are too many links, or a part cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static string Of(string path) => Resolve(path, []);

    /// <summary>All symbolic links that lead from a path to its real one, in the order in which they are followed.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<string> LinksOf(string path)
    {
        var links = new List<string>();
        Resolve(path, links);
        return links;
    }

    private static string Resolve(string path, List<string> links)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var segment in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var folder = real;
            real = Path.Join(folder, segment);
            if (new FileInfo(real).LinkTarget is { } target)
            {
                links.Add(real);
                real = links.Count <= MostLinks
                    ? Resolve(Path.GetFullPath(target, folder), links)
                    : throw new IOException($"'{path}' has too many symbolic links");
            }
        }

        return real;
    }
}
