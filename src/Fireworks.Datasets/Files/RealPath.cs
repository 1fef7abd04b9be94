namespace Fireworks.Datasets.Files;

/// <summary>A full path without symbolic links: the same for the same file, by whatever way one comes to it.</summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <param name="path">Full path; what is missing of it is kept as it is.</param>
    /// <exception cref="IOException">Too many links, or a part cannot be looked at; also <see cref="UnauthorizedAccessException"/>.</exception>
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
