using System.Text.RegularExpressions;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>
/// Finds files that a package must not hold, because of their names (FWDS5001). NuGet writes the names of content files into a props file
/// of each project that references the package, where MSBuild reads <c>'</c>, <c>;</c>, <c>$(</c>, <c>@(</c> and <c>%(</c> as code. It
/// unescapes <c>%41</c> when it extracts the package; the file then has another name than the package says, and the referencing project
/// compiles it. Only the package's targets call this task, before files are packed.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed partial class CheckPackedFireworksDatasets : FireworksTask
{
    private const string ContentFiles = "contentFiles";

    /// <summary>The folders of <c>contentFiles/&lt;language&gt;/&lt;framework&gt;</c>.</summary>
    private const int ContentFilesDepth = 3;

    /// <summary>Folders at the root of a package whose files NuGet and MSBuild obey.</summary>
    private static readonly HashSet<string> s_folders = new(StringComparer.OrdinalIgnoreCase)
    {
        "analyzers", "build", "buildCrossTargeting", "buildMultiTargeting", "buildTransitive", "content", "contentFiles", "lib", "native", "ref",
        "runtimes", "tasks", "tools", "_rels", "package",
    };

    /// <summary>The files of all datasets, as <see cref="ResolveFireworksDatasets.Files"/> has them.</summary>
    public ITaskItem[] Files { get; set; } = [];

    private protected override void Run(IFetchLog log, CancellationToken cancellationToken)
    {
        string[] names = [.. Files.Where(file => IsPacked(file) && PackagePaths(file).Any(IsRead)).Select(file => file.GetMetadata("File")).Distinct(StringComparer.Ordinal)];
        if (names.Length > 0)
        {
            throw new DatasetException(Problem.UnpackableFileNames(names));
        }
    }

    /// <summary>As NuGet decides (<c>_GetPackageFiles</c> of its Pack targets): content unless it says no, and other types where they say yes.</summary>
    private static bool IsPacked(ITaskItem file)
    {
        var pack = file.GetMetadata("Pack").Trim();
        return file.GetMetadata("BuildAction").Equals("Content", StringComparison.OrdinalIgnoreCase)
            ? !pack.Equals("false", StringComparison.OrdinalIgnoreCase)
            : pack.Equals("true", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Where a file goes in the package: the folders that the project names, each with the file's name in the dataset.</summary>
    private static IEnumerable<(string Folder, string File)> PackagePaths(ITaskItem file)
    {
        var folders = file.GetMetadata("PackagePath").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return (folders.Length == 0 ? [ContentFiles + "/any/any"] : folders).Select(folder => (Normalised(folder), file.GetMetadata("File")));
    }

    private static bool IsRead((string Folder, string File) path)
    {
        var depth = path.Folder.Length == 0 ? 0 : path.Folder.Split('/').Length;
        var isContentFile = $"{path.Folder}/{path.File}".TrimStart('/').StartsWith(ContentFiles + "/", StringComparison.OrdinalIgnoreCase);
        // The first three folders of content files say for which language and framework they are, and what becomes of them.
        return (isContentFile && (depth < ContentFilesDepth || IsCode().IsMatch(path.File)))
            || (depth == 0 && s_folders.Contains(path.File.Split('/')[0]));
    }

    private static string Normalised(string folder)
    {
        var segments = new List<string>();
        foreach (var segment in folder.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("." or ".."))
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }

    [GeneratedRegex(@"[';]|[$@%]\(|%[0-9A-Fa-f]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex IsCode();
}
