namespace Fireworks.Datasets.Cache;

/// <summary>Lists files and folders whose names have the form that the content store gives them. It ignores symbolic links, and folders that others may write to.</summary>
internal static class StoreFiles
{
    public static IEnumerable<FileInfo> Of(FanOut fanOut, bool suffixes) =>
        FoldersOf(fanOut).SelectMany(folder => In(folder.FullName, digits: 64, suffixes)
            .Where(file => file.Name.StartsWith(folder.Name, StringComparison.Ordinal)));

    public static IEnumerable<DirectoryInfo> FoldersOf(FanOut fanOut) =>
        IsSafe(fanOut.FullPath) ? FolderContents.Folders(fanOut.FullPath).Where(folder => IsName(folder.Name, 2, suffixes: false) && IsSafe(folder.FullName)) : [];

    public static IEnumerable<FileInfo> In(string folder, int digits, bool suffixes) =>
        IsSafe(folder) ? FolderContents.Files(folder).Where(file => IsName(file.Name, digits, suffixes)) : [];

    private static bool IsSafe(string folder) => PrivateDirectory.WhyOwnIsUnsafe(folder) is null;

    private static bool IsName(string name, int digits, bool suffixes) => name.Length >= digits
        && HexDigits.Are(name.AsSpan(0, digits)) && (name.Length == digits || (suffixes && name[digits] == '.'));
}
