namespace Fireworks.Datasets.Files;

/// <summary>
/// Lists folders of this package. Symbolic links are left out, and a folder that is one counts as empty. This package creates
/// no links, so a link was planted or came with a restored cache, and leads elsewhere.
/// </summary>
internal static class FolderContents
{
    public static IEnumerable<FileInfo> Files(string folder, string pattern = "*") =>
        IsOurs(new DirectoryInfo(folder)) ? new DirectoryInfo(folder).EnumerateFiles(pattern).Where(IsOurs) : [];

    public static IEnumerable<DirectoryInfo> Folders(string folder) =>
        IsOurs(new DirectoryInfo(folder)) ? new DirectoryInfo(folder).EnumerateDirectories().Where(IsOurs) : [];

    /// <summary>All files and symbolic links below a folder; none if the folder itself is a link. Links are not followed.</summary>
    public static IEnumerable<FileSystemInfo> AllBelow(string folder) => !IsOurs(new DirectoryInfo(folder)) ? []
        : new DirectoryInfo(folder).EnumerateFileSystemInfos().SelectMany(entry => entry is DirectoryInfo && IsOurs(entry) ? AllBelow(entry.FullName) : [entry]);

    public static bool IsEmpty(string folder) => !Directory.EnumerateFileSystemEntries(folder).Any();

    private static bool IsOurs(FileSystemInfo entry) => entry.Exists && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
