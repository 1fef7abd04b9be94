namespace Fireworks.Datasets.Files;

/// <summary>Creates and checks directories that only this user may write to.</summary>
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

    /// <summary>
    /// Does the same for a folder that only this package creates, and refuses a symbolic link in its place, which was planted or came
    /// with a restored cache.
    /// </summary>
    /// <exception cref="IOException">The folder is a link, or cannot be created; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void CreateOwn(string path)
    {
        Create(path);
        if (File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint))
        {
            throw new IOException($"'{path}' is a symbolic link, which is not followed");
        }
    }

    /// <summary>
    /// Why an existing directory cannot be trusted; <see langword="null"/> if it can. Another user who can write there, as in a shared
    /// temporary folder, could plant files.
    /// </summary>
    /// <remarks>A directory that the user's own group may write to is accepted as shared on purpose.</remarks>
    public static string? WhyUnsafe(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var mode = File.GetUnixFileMode(path);
        return mode.HasFlag(UnixFileMode.OtherWrite) ? "every user may write to it; make it private with 'chmod go-w'"
            : BelongsToAnother(path, mode) ? "it belongs to another user"
            : null;
    }

    /// <summary>Only the owner and root may set the mode, even to what it is. Root is trusted with any directory.</summary>
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool BelongsToAnother(string path, UnixFileMode mode)
    {
        try
        {
            File.SetUnixFileMode(path, mode);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            // On a read-only file system, no other user can plant files.
            return false;
        }
    }
}
