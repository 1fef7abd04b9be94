using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Files;

/// <summary>
/// Recognises folders in which a file's name alone makes a tool obey the file: a project's own folder, the folders above it and what is
/// below another project's, the root of a repository, folders of version control and editors, and those of a build's own results.
/// </summary>
internal static class SourceFolder
{
    private static readonly string s_own = NameFolding.Fold(SegmentRules.OwnPrefix);

    private static readonly HashSet<string> s_marks = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", ".hg", ".svn", ".bzr", ".jj", ".sl", ".pijul", ".fslckout", "HEAD", "package.json", "project.assets.json", "apphost",
    };

    private static readonly string[] s_ends = [".AssemblyInfo.cs", ".deps.json", ".runtimeconfig.json"];

    /// <param name="folder">A full path. It need not exist.</param>
    /// <param name="projectDirectory">The full path of the folder of the project that is built.</param>
    /// <param name="isOurs">Whether this package has put an entry into the folder, which then says nothing about it.</param>
    /// <exception cref="IOException">A folder cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static bool Is(string folder, string projectDirectory, Func<string, bool> isOurs)
    {
        var (real, project) = (RealPath.Of(Path.GetFullPath(folder)), RealPath.Of(Path.GetFullPath(projectDirectory)));
        if (Contains(real, project) || Has(real, name => IsObeyed(name) && !isOurs(name)))
        {
            return true;
        }

        // The globs of a project find what is below its folder, so those above the folder are looked at too, up to those of this project.
        for (var at = real; at is not null && !Contains(at, project); at = Path.GetDirectoryName(at))
        {
            var name = NameFolding.Fold(Path.GetFileName(at));
            if (HarmfulNames.Segments.Find(name) is not null || name.StartsWith(s_own, StringComparison.Ordinal) || (at != real && Has(at, IsProject)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a path is that of a folder or below it. Outside of Linux, file systems usually ignore case.</summary>
    public static bool Contains(string folder, string path)
    {
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return WithEnd(path).StartsWith(WithEnd(folder), comparison);
    }

    private static string WithEnd(string folder) => Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;

    private static bool Has(string folder, Func<string, bool> isIt) =>
        Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Any(isIt);

    private static bool IsProject(string name) => Path.GetExtension(name) is { Length: > 0 } extension && extension.EndsWith("proj", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an entry shows that its folder is a project, a repository, or what a build makes of one.</summary>
    private static bool IsObeyed(string name) => IsProject(name) || s_marks.Contains(name)
        || Path.GetExtension(name).StartsWith(".sln", StringComparison.OrdinalIgnoreCase)
        || name.Contains("proj.", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(s_ends, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
