namespace Fireworks.Datasets.Cache;

/// <summary>The file that tells backup programs to leave out the content store (https://bford.info/cachedir/).</summary>
internal static class CacheTag
{
    private const string Name = "CACHEDIR.TAG";

    private static ReadOnlySpan<byte> Contents => """
        Signature: 8a477f597d28d172789f06886806bc55
        # Contents of Fireworks datasets, by SHA-256. Written by Fireworks.Datasets.Build; can be deleted at any time.
        # See https://bford.info/cachedir/

        """u8;

    /// <summary>Writes the tag only in an empty directory. Elsewhere it could keep the user's own files out of backups.</summary>
    public static void Write(StoreLayout layout)
    {
        var path = layout.Folder.PathOf(Name);
        if (File.Exists(path) || !FolderContents.IsEmpty(layout.Folder.PathOf("")))
        {
            return;
        }

        try
        {
            NewFile.Write(path, Contents, isPrivate: false);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // The directory is read-only, or another build is writing the same file.
        }
    }
}
