using System.Text;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Build.Items;

/// <summary>
/// Keeps the SDK's globs from files that the task has put into the project's folder, outside of <c>obj</c>: otherwise the next build
/// would compile an <c>x.cs</c> among them. The project's targets add the list to <c>DefaultItemExcludes</c>.
/// </summary>
/// <param name="projectDirectory">The full path of the project's folder.</param>
internal sealed class GlobExcludes(string projectDirectory)
{
    /// <summary>In bytes. No dataset has so many names that their list is longer.</summary>
    private const long MaxLength = 64 * 1024 * 1024;

    private readonly string _records = Path.Combine(projectDirectory, "obj", "fireworks-datasets");

    private string ListPath => Path.Combine(_records, DatasetLocation.StateFolderName, "excluded-from-globs.txt");

    /// <summary>Adds files to the list. Files that are gone leave it.</summary>
    /// <param name="location">The destination. Globs do not look outside of the project's folder, and never into the default destination.</param>
    /// <exception cref="DatasetException">FWDS5003, FWDS5004.</exception>
    public void Add(DatasetLocation location, IEnumerable<FetchedFile> files)
    {
        if (!SourceFolder.Contains(projectDirectory, location.Folder) || SourceFolder.Contains(_records, location.Folder))
        {
            return;
        }

        var known = Read();
        var added = files.Select(file => Path.GetRelativePath(projectDirectory, file.FullPath).Replace('\\', '/'))
            .Where(path => !known.Contains(path)).ToArray();
        if (added.Length > 0)
        {
            Write([.. known.Where(path => PathEntry.Exists(Path.Combine(projectDirectory, path))), .. added]);
        }
    }

    /// <summary>What is no path of a file is left out. A list that cannot be read counts as empty, and is replaced.</summary>
    private HashSet<string> Read()
    {
        try
        {
            var bytes = AtomicFile.ReadAllBytes(ListPath, isPrivate: true, MaxLength) ?? [];
            return [.. MSBuildEscaping.SplitEscaped(MSBuildEscaping.Unescape(Encoding.UTF8.GetString(bytes)))
                .Where(path => SafeRelativePath.TryParse(path, out _, out _))];
        }
        catch (DatasetException)
        {
            return [];
        }
    }

    /// <summary>The paths are escaped twice: MSBuild unescapes once what a property function reads, and once more what a property says.</summary>
    private void Write(IEnumerable<string> paths)
    {
        var list = string.Join(';', paths.Order(StringComparer.Ordinal).Select(path => MSBuildEscaping.Escape(MSBuildEscaping.Escape(path))));
        FileFailure.Guard("write", ListPath, () => new DirectoryGuard(_records).Ensure(Path.GetDirectoryName(ListPath)!));
        AtomicFile.WriteAllBytes(ListPath, Encoding.UTF8.GetBytes(list), isPrivate: true);
    }
}
