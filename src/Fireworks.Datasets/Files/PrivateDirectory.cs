namespace Fireworks.Datasets.Files;

/// <summary>A directory that only this user can write to.</summary>
internal static class PrivateDirectory
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates what is missing of the path, for this user only; leaves what exists as it is.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // The permissions of the parent are inherited; the default place is the user's own.
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            // One by one: .NET gives the mode to the last one only.
            if (Path.GetDirectoryName(path) is { } parent)
            {
                Create(parent);
            }

            Directory.CreateDirectory(path, UserOnly);
        }
    }

    /// <summary>
    /// The same for a folder in the store or beside it, which we alone make: a symbolic link in its place was planted, or came
    /// with a restored cache, and would lead out.
    /// </summary>
    /// <exception cref="IOException">It is a link, or cannot be made; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static void CreateOwn(string path)
    {
        Create(path);
        if (File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint))
        {
            throw new IOException($"'{path}' is a symbolic link, which is not followed");
        }
    }

    /// <summary>
    /// Why nothing in an existing directory may be trusted; <see langword="null"/> where it may. Another user who can write
    /// there could plant anything, in a shared temporary folder for example.
    /// </summary>
    /// <remarks>A directory that the user's own group may write to is shared by intent.</remarks>
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

    /// <summary>Only the owner (and root, who is trusted to know) may change the mode, even to what it is.</summary>
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
            // A read-only file system: nobody plants anything there.
            return false;
        }
    }
}
