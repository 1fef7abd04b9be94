namespace Fireworks.Datasets.Files;

/// <summary>
/// Recognises folders in which a file's name alone makes a tool obey the file: a project's own folder, the folders above it, and the
/// root of a repository.
/// </summary>
internal static class SourceFolder
{
    /// <param name="folder">A full path. It need not exist.</param>
    /// <param name="projectDirectory">The full path of the folder of the project that is built.</param>
    /// <exception cref="IOException">The folder cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static bool Is(string folder, string projectDirectory)
    {
        var (real, project) = (RealPath.Of(Path.GetFullPath(folder)), RealPath.Of(Path.GetFullPath(projectDirectory)));
        return Contains(real, project) || (Directory.Exists(real) && Directory.EnumerateFileSystemEntries(real).Any(IsOfSources));
    }

    /// <summary>Whether a path is that of a folder or below it. Outside of Linux, file systems usually ignore case.</summary>
    public static bool Contains(string folder, string path)
    {
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return WithEnd(path).StartsWith(WithEnd(folder), comparison);
    }

    private static string WithEnd(string folder) => Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;

    private static bool IsOfSources(string entry) => Path.GetFileName(entry.AsSpan()) is ".git" or ".hg" or ".svn"
        || (Path.GetExtension(entry.AsSpan()) is { Length: > 0 } extension
            && (extension.EndsWith("proj", StringComparison.OrdinalIgnoreCase) || extension.StartsWith(".sln", StringComparison.OrdinalIgnoreCase)));
}
