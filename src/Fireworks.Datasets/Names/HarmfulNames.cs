namespace Fireworks.Datasets.Names;

/// <summary>Names that are refused always, because a tool obeys what is in them and no dataset needs them.</summary>
internal static class HarmfulNames
{
    private static readonly Dictionary<string, string> s_segments = new(StringComparer.Ordinal)
    {
        [".GIT"] = "git",
        [".HG"] = "Mercurial",
        [".SVN"] = "Subversion",
    };

    /// <param name="folded">A segment as <see cref="NameFolding.FoldCompatible"/> gives it.</param>
    /// <returns>Why it is refused, for a message; <see langword="null"/> where it is not.</returns>
    public static string? Find(string folded) =>
        s_segments.TryGetValue(folded, out var tool) ? $"{tool} obeys what is in such a file or folder" : null;
}
