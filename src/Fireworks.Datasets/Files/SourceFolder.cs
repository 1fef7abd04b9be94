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

    /// <summary>Folders whose files services, shells and tools run or trust, wherever they are.</summary>
    private static readonly HashSet<string> s_obeyed = new(StringComparer.OrdinalIgnoreCase)
    {
        ".aws", ".azure", ".cargo", ".circleci", ".docker", ".githooks", ".github", ".gnupg", ".husky", ".kube", ".nuget", ".ssh",
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

        // The globs of a project find what is below its folder, so those above the folder are looked at too. Where it is below this project's
        // own, those further up have the whole of this project to leave out anyway.
        var isBelowOwn = Contains(project, real);
        for (var at = real; at is not null; at = Path.GetDirectoryName(at))
        {
            var isShared = Contains(at, project);
            if (isShared && isBelowOwn)
            {
                return false;
            }

            if ((!isShared && IsHarmful(Path.GetFileName(at))) || (at != real && HasAny(at, IsProject)))
            {
                return true;
            }

            if (isShared && HasAny(at, name => name == ".git"))
            {
                return false;
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

    /// <summary>Who cannot list a folder builds no project in it.</summary>
    private static bool HasAny(string folder, Func<string, bool> isIt)
    {
        try
        {
            return Has(folder, isIt);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsHarmful(string name) =>
        NameFolding.Fold(name) is var folded && (HarmfulNames.Segments.Find(folded) is not null || folded.StartsWith(s_own, StringComparison.Ordinal) || s_obeyed.Contains(name));

    private static bool IsProject(string name) => Path.GetExtension(name) is { Length: > 0 } extension && extension.EndsWith("proj", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an entry shows that its folder is a project, a repository, or what a build makes of one.</summary>
    private static bool IsObeyed(string name) => IsProject(name) || s_marks.Contains(name)
        || Path.GetExtension(name).StartsWith(".sln", StringComparison.OrdinalIgnoreCase)
        || name.Contains("proj.", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(s_ends, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
