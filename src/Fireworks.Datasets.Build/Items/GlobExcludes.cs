using System.Text;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Build.Items;

/// <summary>
/// Keeps the SDK's globs from files that this package has put into the project's folder, outside of <c>obj</c>: otherwise the next build
/// would compile an <c>x.cs</c> among them. The project's targets add the list to <c>DefaultItemExcludes</c>.
/// </summary>
/// <param name="projectDirectory">The full path of the project's folder.</param>
internal sealed class GlobExcludes(string projectDirectory)
{
    /// <summary>Of more files, all of the same extensions in the folder are left out, also those of the user; all, if one has no extension.</summary>
    private const int MostNames = 200;

    private const string Everything = "/**";

    /// <summary>In bytes. No list is longer.</summary>
    private const long MaxLength = 1024 * 1024;

    private readonly string _records = Path.Combine(projectDirectory, "obj", "fireworks-datasets");

    private string ListPath => Path.Combine(_records, DatasetLocation.StateFolderName, "excluded-from-globs.txt");

    /// <summary>Adds files to the list. Files that are gone leave it.</summary>
    /// <param name="location">The destination. Globs do not look outside of the project's folder, and never into the default destination.</param>
    /// <param name="names">The names of the files in the dataset.</param>
    /// <exception cref="DatasetException">FWDS5003, FWDS5004.</exception>
    public void Add(DatasetLocation location, IReadOnlyCollection<string> names)
    {
        if (SourceFolder.Contains(_records, location.Folder))
        {
            return;
        }

        // Globs find a file by each path to it, so the folder counts by its real path too.
        string[] folders = [.. ((string[])[location.Folder, FileFailure.Guard("read", location.Folder, needed: null, () => RealPath.Of(location.Folder))])
            .Distinct(StringComparer.Ordinal).Where(folder => SourceFolder.Contains(projectDirectory, folder))
            .Select(folder => Path.GetRelativePath(projectDirectory, folder).Replace('\\', '/'))];
        var known = Read();
        string[] added = [.. folders.SelectMany(folder => Paths(folder, names)).Where(path => !known.Contains(path))];
        if (added.Length > 0)
        {
            Write([.. known.Where(path => path.Contains('*') || EntryStatus.Of(Path.Combine(projectDirectory, path)) is not null), .. added]);
        }
    }

    /// <summary>Each evaluation of the project compares each path of the list with each file, so there are only a few.</summary>
    /// <param name="folder">Relative to the project's folder, which itself takes only names that the project lists.</param>
    private static IEnumerable<string> Paths(string folder, IReadOnlyCollection<string> names)
    {
        if (folder == "." || names.Count <= MostNames)
        {
            return names.Select(name => folder == "." ? name : $"{folder}/{name}");
        }

        string[] extensions = [.. names.Select(name => Path.GetExtension(name)).Distinct(StringComparer.OrdinalIgnoreCase)];
        return Array.Exists(extensions, extension => extension.Length < 2) ? [folder + Everything] : extensions.Select(extension => $"{folder}/**/*{extension}");
    }

    /// <summary>What is no path of a file is left out. A list that cannot be read counts as empty, and is replaced.</summary>
    private HashSet<string> Read()
    {
        try
        {
            var bytes = AtomicFile.ReadAllBytes(ListPath, isPrivate: true, MaxLength) ?? [];
            return [.. MSBuildEscaping.SplitEscaped(MSBuildEscaping.Unescape(Encoding.UTF8.GetString(bytes)))
                .Where(path => SafeRelativePath.TryParse(WithoutPattern(path), out _, out _))];
        }
        catch (DatasetException)
        {
            return [];
        }
    }

    private static string Escaped(string path) =>
        path.EndsWith(Everything, StringComparison.Ordinal) ? Escaped(path[..^Everything.Length]) + Everything
        : path.IndexOf("**/*.", StringComparison.Ordinal) is >= 0 and var at ? Escaped(path[..at]) + "**/*." + Escaped(path[(at + 5)..])
        : MSBuildEscaping.Escape(MSBuildEscaping.Escape(path));

    /// <summary>The paths are escaped twice: MSBuild unescapes once what a property function reads, and once more what a property says.</summary>
    private void Write(IEnumerable<string> paths)
    {
        var list = string.Join(';', paths.Order(StringComparer.Ordinal).Select(Escaped));
        using var directories = new DirectoryGuard(_records);
        FileFailure.Guard("write", ListPath, () => directories.Ensure(Path.GetDirectoryName(ListPath)!));
        AtomicFile.WriteAllBytes(ListPath, Encoding.UTF8.GetBytes(list), isPrivate: true);
    }

    private static string WithoutPattern(string path) => path.EndsWith(Everything, StringComparison.Ordinal)
        ? path[..^Everything.Length]
        : path.Replace("**/*.", "", StringComparison.Ordinal);
}
