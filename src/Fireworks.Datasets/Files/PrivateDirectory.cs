using Fireworks.Datasets.Files.Unix;
using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

/// <summary>
/// Creates and checks directories that only this user may write to. What is checked is what was opened, and nothing is changed: whose a
/// folder is, its status says.
/// </summary>
/// <remarks>
/// Who may not write to the folders above an entry cannot replace it. So once a folder and those above it have been checked, from the top
/// down, its path leads to it for the rest of the run, unless this user changes it.
/// </remarks>
internal static class PrivateDirectory
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates the missing folders of a path, with access for this user only. Folders that exist stay as they are.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // The permissions of the parent are inherited, and the default directory is below the user's profile.
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            // One by one, because .NET applies the mode only to the last folder of a path.
            if (Path.GetDirectoryName(path) is { } parent)
            {
                Create(parent);
            }

            Directory.CreateDirectory(path, UserOnly);
        }
    }

    /// <summary>Does the same for a folder that only this package creates, and refuses one that others could have put there or write to.</summary>
    /// <exception cref="IOException">The folder is such a one, or cannot be created; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void CreateOwn(string path)
    {
        Create(path);
        if (WhyOwnIsUnsafe(path) is { } why)
        {
            throw new IOException(why);
        }
    }

    /// <summary>
    /// Why a folder that only this package creates, in a folder that was checked, cannot be used; <see langword="null"/> if it can, or if there
    /// is none.
    /// </summary>
    public static string? WhyOwnIsUnsafe(string path)
    {
        if (EntryStatus.Of(path) is not { } entry)
        {
            return null;
        }

        if (entry.Kind == EntryKind.Link)
        {
            return $"'{path}' is a symbolic link, which is not followed";
        }

        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        using var folder = UnixOpen.Folder(path, followLinks: false);
        return folder is null ? UnixError.Of(UnixError.Last, path).Message
            : EntryStatus.Of(folder, path).IsWritableForOthers ? $"other users may write to '{path}'; make it private with 'chmod go-w'"
            : BelongsToAnother(folder, path) ? $"'{path}' belongs to another user"
            : null;
    }

    /// <summary>
    /// Why an existing directory that the user chose cannot be trusted; <see langword="null"/> if it can. Another user who can write there, as
    /// in a shared temporary folder, could plant files.
    /// </summary>
    /// <remarks>
    /// A directory that the user's own group may write to is accepted as shared on purpose. Of the folders above, only those are refused in
    /// which every user may rename any entry. Many systems have a folder of a group or of another user there (a mounted volume, a home
    /// directory), who are trusted with that.
    /// </remarks>
    /// <exception cref="IOException">It cannot be opened; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static string? WhyUnsafe(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        using var folder = UnixOpen.Folder(path, followLinks: true) ?? throw UnixError.Of(UnixError.Last, path);
        return EntryStatus.Of(folder, path).IsWritableForEveryone ? "every user may write to it; make it private with 'chmod go-w'"
            : BelongsToAnother(folder, path) ? "it belongs to another user"
            : Above(path).Concat(Above(RealPath.Of(path))).FirstOrDefault(IsForEveryone) is { } above ? $"every user may replace what is in '{above}', which is above it"
            : null;
    }

    /// <summary>On a read-only file system, no other user can plant files.</summary>
    private static bool BelongsToAnother(SafeFileHandle folder, string path) =>
        !EntryStatus.Of(folder, path).IsThisUsers && !UnixStatus.IsReadOnly(folder);

    private static IEnumerable<string> Above(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    private static bool IsForEveryone(string folder) =>
        UnixStatus.Of(folder, followLinks: true) is { IsWritableForEveryone: true, IsSticky: false };
}
