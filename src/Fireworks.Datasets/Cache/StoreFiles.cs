namespace Fireworks.Datasets.Cache;

/// <summary>
/// Lists files and folders whose names have the form that the content store gives them. It ignores symbolic links, and folders that others
/// may write to.
/// </summary>
internal static class StoreFiles
{
    public static IEnumerable<FileInfo> Of(FanOut fanOut, bool suffixes) =>
        FoldersOf(fanOut).SelectMany(folder => FolderContents.Files(folder.FullName)
            .Where(file => IsName(file.Name, digits: 64, suffixes) && file.Name.StartsWith(folder.Name, StringComparison.Ordinal)));

    public static IEnumerable<DirectoryInfo> FoldersOf(FanOut fanOut) => Names(fanOut.Folder, digits: 2, suffixes: false)
        .Where(entry => PrivateDirectory.IsSafe(entry.Folder, entry.Name))
        .Select(entry => new DirectoryInfo(entry.Folder.PathOf(entry.Name)));

    public static IEnumerable<FileInfo> In(OwnFolder folder, int digits, bool suffixes) => Names(folder, digits, suffixes)
        .Where(entry => entry.Folder.Look(entry.Name) is { Kind: EntryKind.File or EntryKind.Special })
        .Select(entry => new FileInfo(entry.Folder.PathOf(entry.Name)));

    /// <summary>Folders in the place of files: damaged entries that were set aside, or that somebody planted.</summary>
    public static IEnumerable<(HeldFolder Parent, DirectoryInfo Folder)> FoldersIn(OwnFolder folder, int digits) => Names(folder, digits, suffixes: true)
        .Where(entry => entry.Folder.Look(entry.Name) is { Kind: EntryKind.Folder })
        .Select(entry => (entry.Folder, new DirectoryInfo(entry.Folder.PathOf(entry.Name))));

    private static IEnumerable<(HeldFolder Folder, string Name)> Names(OwnFolder folder, int digits, bool suffixes) =>
        folder.WhyUnsafe() is null && folder.Find() is { } held
            ? held.Names().Where(name => IsName(name, digits, suffixes)).Select(name => (held, name))
            : [];

    private static bool IsName(string name, int digits, bool suffixes) => name.Length >= digits
        && HexDigits.Are(name.AsSpan(0, digits)) && (name.Length == digits || (suffixes && name[digits] == '.'));
}
