namespace Fireworks.Datasets.Files;

/// <summary>
/// Lists folders that this package keeps. Symbolic links are left out, and a folder that is one counts as empty: it was planted,
/// or came with a restored cache, and leads elsewhere.
/// </summary>
internal static class FolderContents
{
    public static IEnumerable<FileInfo> Files(string folder, string pattern = "*") =>
        IsOurs(new DirectoryInfo(folder)) ? new DirectoryInfo(folder).EnumerateFiles(pattern).Where(IsOurs) : [];

    public static IEnumerable<DirectoryInfo> Folders(string folder) =>
        IsOurs(new DirectoryInfo(folder)) ? new DirectoryInfo(folder).EnumerateDirectories().Where(IsOurs) : [];

    /// <summary>All files and symbolic links below a folder; nothing where the folder itself is a link. No link is followed.</summary>
    public static IEnumerable<FileSystemInfo> AllBelow(string folder) => !IsOurs(new DirectoryInfo(folder)) ? []
        : new DirectoryInfo(folder).EnumerateFileSystemInfos().SelectMany(entry => entry is DirectoryInfo && IsOurs(entry) ? AllBelow(entry.FullName) : [entry]);

    public static bool IsEmpty(string folder) => !Directory.EnumerateFileSystemEntries(folder).Any();

    private static bool IsOurs(FileSystemInfo entry) => entry.Exists && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
