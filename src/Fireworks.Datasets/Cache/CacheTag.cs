namespace Fireworks.Datasets.Cache;

/// <summary>The file that tells backup programs to leave a cache out (https://bford.info/cachedir/).</summary>
internal static class CacheTag
{
    private static ReadOnlySpan<byte> Contents => """
        Signature: 8a477f597d28d172789f06886806bc55
        # Contents of Fireworks datasets, by SHA-256. Written by Fireworks.Datasets.Build; can be deleted at any time.
        # See https://bford.info/cachedir/

        """u8;

    /// <summary>Only in a directory that was empty: elsewhere it would keep files of the user's out of backups.</summary>
    public static void Write(StoreLayout layout)
    {
        if (File.Exists(layout.CacheTag) || !FolderContents.IsEmpty(layout.Root))
        {
            return;
        }

        try
        {
            NewFile.Write(layout.CacheTag, Contents, isPrivate: false);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // A read-only directory; or another build, at the same moment, writes the same.
        }
    }
}
