namespace Fireworks.Datasets.Files;

/// <summary>Resolves the symbolic links in a path, so that all paths to a file become the same.</summary>
internal static class RealPath
{
    /// <summary>The number that Linux follows.</summary>
    private const int MostLinks = 40;

    /// <param name="path">A full path. Parts that do not exist stay as they are.</param>
    /// <exception cref="IOException">There are too many links, or a part cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static string Of(string path)
    {
        var links = 0;
        return Resolve(path, ref links);
    }

    private static string Resolve(string path, ref int links)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var segment in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var folder = real;
            real = Path.Join(folder, segment);
            if (new FileInfo(real).LinkTarget is { } target)
            {
                real = links++ < MostLinks
                    ? Resolve(Path.GetFullPath(target, folder), ref links)
                    : throw new IOException($"'{path}' has too many symbolic links");
            }
        }

        return real;
    }
}
