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
    /// <summary>The files of all datasets, as <see cref="ResolveFireworksDatasets.Files"/> has them.</summary>
    public ITaskItem[] Files { get; set; } = [];

    private protected override void Run(IFetchLog log, CancellationToken cancellationToken)
    {
        string[] names = [.. Files.Where(file => IsPacked(file) && IsContentFile(file)).Select(file => file.GetMetadata("File")).Where(name => IsCode().IsMatch(name)).Distinct(StringComparer.Ordinal)];
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

    /// <summary>The names of files elsewhere in a package are in no props file, and nothing is made of the files.</summary>
    private static bool IsContentFile(ITaskItem file) => file.GetMetadata("PackagePath") is var path
        && (string.IsNullOrWhiteSpace(path) || path.Contains("contentFiles", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"[';]|[$@%]\(|%[0-9A-Fa-f]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex IsCode();
}
