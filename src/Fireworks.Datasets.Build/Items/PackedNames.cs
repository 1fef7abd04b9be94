using System.Text.RegularExpressions;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Items;

/// <summary>
/// Finds files that a package must not hold, because of their names. NuGet writes the names of content files into a props file of each
/// project that references the package, where MSBuild reads <c>'</c>, <c>;</c>, <c>$(</c>, <c>@(</c> and <c>%(</c> as code. It unescapes
/// <c>%41</c> when it extracts the package; the file then has another name than the package says, and the referencing project compiles it.
/// </summary>
internal static partial class PackedNames
{
    /// <returns>The problem of all such files that pack would take; <see langword="null"/> where there is none.</returns>
    public static Diagnostic? Check(BuildResult result)
    {
        string[] names = [.. result.Items.Where(item => IsPacked(item.Source, item.Placement))
            .SelectMany(item => item.Files.Select(file => file.Name)).Where(name => IsCode().IsMatch(name)).Distinct(StringComparer.Ordinal)];
        return names.Length == 0 ? null : Problem.UnpackableFileNames(names);
    }

    /// <summary>As NuGet decides (<c>_GetPackageFiles</c> of its Pack targets): content unless it says no, and other types where they say yes.</summary>
    private static bool IsPacked(ITaskItem item, ItemPlacement placement)
    {
        var pack = item.GetMetadata("Pack").Trim();
        return placement.IsContent ? !pack.Equals("false", StringComparison.OrdinalIgnoreCase) : pack.Equals("true", StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"[';]|[$@%]\(|%[0-9A-Fa-f]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex IsCode();
}
