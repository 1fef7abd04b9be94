namespace Fireworks.Datasets.Names;

/// <summary>
/// Names that no project can take: a tool obeys what is in such a file or folder as soon as it comes near, and no dataset needs them.
/// docs/security.md has the lists for users.
/// </summary>
internal static class HarmfulNames
{
    /// <summary>Whole names of files and folders, at any depth.</summary>
    public static ReasonedNames Segments { get; } = new(
        ("version control obeys what is in it, on a mere 'status'", ".git .hg .svn _svn .bzr .jj .sl .pijul _darcs _fossil_ .fslckout _mtn $tf"),
        ("editors and coding agents run what is in it when they open a folder",
            ".vs .vscode .idea .fleet .zed .devcontainer .cursor .windsurf .kiro .claude .codex .gemini"),
        (".NET runs the tools that it names", ".config"),
        ("Windows obeys it when it shows the folder", "desktop.ini autorun.inf folder.htt"));

    /// <summary>Extensions of files.</summary>
    public static ReasonedNames Extensions { get; } = new(
        ("a desktop obeys it when it shows the folder, or opens something else in its place",
            ".afploc .appref-ms .command .desktop .deskthemepack .fileloc .ftploc .inetloc .library-ms .lnk .mailloc .pif .scf .search-ms .searchconnector-ms .settingcontent-ms " +
            ".theme .themepack .url .vncloc .webloc .website"));

    /// <param name="name">A name that <see cref="SafeRelativePath"/> has taken.</param>
    /// <returns>Why it is refused, for a message; <see langword="null"/> where it is not.</returns>
    public static string? Find(SafeRelativePath name) => EscapedNames.FindIn(name, FindAsWritten);

    private static string? FindAsWritten(string name)
    {
        var folded = NameFolding.FoldCompatible(name);
        foreach (var segment in folded.Split('/'))
        {
            if (Segments.Find(segment) is { } why)
            {
                return why;
            }
        }

        return folded.LastIndexOf('.') is >= 0 and var dot ? Extensions.Find(folded.AsSpan(dot)) : null;
    }
}
