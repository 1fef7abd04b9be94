using System.Text.RegularExpressions;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>
/// Finds dataset files that a package must not hold, because of their names (FWDS5001). NuGet and the Razor SDK write the names of
/// content files and web assets into props files of each project that references the package, where MSBuild reads <c>'</c>, <c>;</c>, <c>$(</c>, <c>@(</c> and <c>%(</c> as
/// code. It unescapes <c>%41</c> when it extracts the package: the file then has another name, perhaps in another folder. Only the package's
/// targets call this task, when NuGet has decided what it packs and has packed nothing yet.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed partial class CheckPackedFireworksDatasets : FireworksTask
{
    private const string ContentFiles = "contentFiles", StaticWebAssets = "staticwebassets";

    /// <summary>
    /// Folders at the root of a package whose files NuGet and MSBuild obey, with the number of folders that say what becomes of a file. The
    /// project has to name that many of them itself: <c>contentFiles/&lt;language&gt;/&lt;framework&gt;</c>.
    /// </summary>
    private static readonly Dictionary<string, int> s_folders = Depths(
        (1, "build buildCrossTargeting buildMultiTargeting buildTransitive content package tasks tools _rels"),
        (2, "lib native ref"),
        (3, $"analyzers {ContentFiles} runtimes"));

    /// <summary>All files that are to be packed, as the targets of NuGet have them.</summary>
    public ITaskItem[] PackedFiles { get; set; } = [];

    /// <summary>The files of all datasets, as <see cref="ResolveFireworksDatasets.Files"/> has them.</summary>
    public ITaskItem[] Files { get; set; } = [];

    private protected override void Run(IFetchLog log, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Files)
        {
            names[file.GetMetadata("FullPath")] = file.GetMetadata("File");
        }

        string[] refused =
        [
            .. from packed in PackedFiles
               let name = names.GetValueOrDefault(packed.GetMetadata("FullPath")) ?? NameOf(packed)
               where name.Length > 0 && IsRead(packed, name)
               select name,
        ];
        if (refused.Length > 0)
        {
            throw new DatasetException(Problem.UnpackableFileNames([.. refused.Distinct(StringComparer.Ordinal)]));
        }
    }

    private static Dictionary<string, int> Depths(params (int Depth, string Folders)[] groups) => groups
        .SelectMany(group => group.Folders.Split(' ').Select(folder => KeyValuePair.Create(folder, group.Depth)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a file that the public task has fetched; empty if it is no dataset's.</summary>
    private static string NameOf(ITaskItem packed) => packed.GetMetadata("Sha256").Length == 0 ? "" : packed.GetMetadata("File");

    private static bool IsRead(ITaskItem packed, string name)
    {
        var path = packed.GetMetadata("PackagePath");
        var isSplit = name.Contains(';', StringComparison.Ordinal) && path.Contains(name, StringComparison.Ordinal);
        var trimmed = name.TrimStart();
        return isSplit || IsUnescaped().IsMatch(name) || Folders(packed, path).Any(folder => IsRead(WithoutName(Normalised(folder), trimmed), trimmed));
    }

    private static string[] Folders(ITaskItem packed, string path)
    {
        var folders = path.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var isGiven = packed.MetadataNames.Cast<string>().Contains("PackagePath", StringComparer.OrdinalIgnoreCase);
        // An empty path is the root of the package. Without a path, pack takes this folder, and one that nothing obeys.
        return folders.Length > 0 ? folders : isGiven ? [""] : [ContentFiles + "/any/any"];
    }

    private static string WithoutName(string path, string name) =>
        path == name ? "" : path.EndsWith("/" + name, StringComparison.Ordinal) ? path[..^(name.Length + 1)] : path;

    /// <param name="folder">A folder in the package, without those that the name has.</param>
    private static bool IsRead(string folder, string name)
    {
        var root = $"{folder}/{name}".TrimStart('/').Split('/')[0];
        var depth = folder.Length == 0 ? 0 : folder.Split('/').Length;
        return (s_folders.TryGetValue(root, out var named) && depth < named)
            || ((Is(ContentFiles) || Is(StaticWebAssets)) && IsCode().IsMatch(name));

        bool Is(string other) => root.Equals(other, StringComparison.OrdinalIgnoreCase);
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

    [GeneratedRegex("[';]|[$@%]\\(", RegexOptions.CultureInvariant)]
    private static partial Regex IsCode();

    [GeneratedRegex("%[0-9A-Fa-f]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex IsUnescaped();
}
