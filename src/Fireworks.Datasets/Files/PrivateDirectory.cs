using Fireworks.Datasets.Files.Unix;

namespace Fireworks.Datasets.Files;

/// <summary>
/// Creates and checks directories that only this user may write to. What is checked is what was opened, and nothing is changed: whose a
/// folder is, its status says.
/// </summary>
/// <remarks>
/// Who may not write to the folder of an entry cannot replace it. So what is in a folder that was opened and checked can be used by its name
/// for the rest of the run, unless this user changes it.
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

    /// <summary>Opens a folder that only this package creates. It is created if it is missing.</summary>
    /// <param name="path">A full path that is no root.</param>
    /// <exception cref="IOException">
    /// It is a link, others could have put it there or write to it, or it cannot be created; also <see cref="UnauthorizedAccessException"/>.
    /// </exception>
    public static HeldFolder OpenOwn(string path)
    {
        var parent = Path.GetDirectoryName(path)!;
        Create(parent);
        using var above = HeldFolder.TryOpen(parent) ?? throw new DirectoryNotFoundException($"'{parent}' is gone");
        return Checked(above.CreateFolder(Path.GetFileName(path), isPrivate: true));
    }

    /// <summary>Returns a folder that only this package creates, after it was checked. One that others may change is closed.</summary>
    /// <exception cref="IOException">Others could have put it there or write to it.</exception>
    public static HeldFolder Checked(HeldFolder folder)
    {
        var why = OperatingSystem.IsWindows() ? null
            : folder.Status.IsWritableForOthers ? $"other users may write to '{folder.Path}'; make it private with 'chmod go-w'"
            : BelongsToAnother(folder) ? $"'{folder.Path}' belongs to another user"
            : null;
        if (why is not null)
        {
            folder.Dispose();
            throw new IOException(why);
        }

        return folder;
    }

    /// <summary>Whether a folder that only this package creates is there, and only this user may write to it.</summary>
    public static bool IsSafe(HeldFolder parent, string name)
    {
        try
        {
            using var folder = parent.TryOpenFolder(name);
            return folder is not null && Checked(folder) == folder;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            return false;
        }
    }

    /// <summary>
    /// Why a directory that the user chose cannot be trusted; <see langword="null"/> if it can. Another user who can write there, as in a shared
    /// temporary folder, could plant files.
    /// </summary>
    /// <remarks>
    /// A directory that the user's own group may write to is accepted as shared on purpose. Of the folders above, only those are refused in
    /// which every user may rename any entry. Many systems have a folder of a group or of another user there (a mounted volume, a home
    /// directory), who are trusted with that. But a link on the way must be of this user or of root: another user could lead the build to a
    /// folder of its own user, which is then no cache.
    /// </remarks>
    /// <exception cref="IOException">It cannot be looked at; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static string? WhyUnsafe(HeldFolder folder) => OperatingSystem.IsWindows() ? null
        : folder.Status.IsWritableForEveryone ? "every user may write to it; make it private with 'chmod go-w'"
        : BelongsToAnother(folder) ? "it belongs to another user"
        : Above(folder.Path).Concat(Above(RealPath.Of(folder.Path))).FirstOrDefault(IsForEveryone) is { } above
            ? $"every user may replace what is in '{above}', which is above it"
        : RealPath.LinksOf(folder.Path).FirstOrDefault(IsOfAnother) is { } link ? $"'{link}', a symbolic link on the way to it, belongs to another user"
        : null;

    /// <summary>On a read-only file system, no other user can plant files.</summary>
    private static bool BelongsToAnother(HeldFolder folder) => !folder.Status.IsThisUsers && !folder.IsReadOnly;

    private static IEnumerable<string> Above(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    private static bool IsOfAnother(string link) => EntryStatus.Of(link) is not { IsThisUsersOrRoots: true };

    private static bool IsForEveryone(string folder) =>
        UnixStatus.Of(folder, followLinks: true) is { IsWritableForEveryone: true, IsSticky: false };
}
