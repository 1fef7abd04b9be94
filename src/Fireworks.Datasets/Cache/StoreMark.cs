namespace Fireworks.Datasets.Cache;

/// <summary>
/// The file by which a content store is known to be this package's. Without it nothing is pruned: the user may have chosen a folder that
/// has files of another program, with names like ours.
/// </summary>
internal static class StoreMark
{
    /// <summary>Also tells backup programs to leave the folder out (https://bford.info/cachedir/), so it is only for a folder without files of the user.</summary>
    private const string Tag = "CACHEDIR.TAG";

    /// <summary>The mark in a folder that has other files too.</summary>
    private const string Plain = "fireworks-datasets.cache";

    /// <summary>The folder in which a file system on Linux keeps what a check of it has found. A mounted volume has it from the start.</summary>
    private const string LostAndFound = "lost+found";

    private static ReadOnlySpan<byte> Contents => """
        Signature: 8a477f597d28d172789f06886806bc55
        # Contents of Fireworks datasets, by SHA-256. Written by Fireworks.Datasets.Build; can be deleted at any time.
        # See https://bford.info/cachedir/

        """u8;

    /// <summary>Marks the store, unless it has a mark, or has a folder with the name of one of the store's: whose that is, nobody knows.</summary>
    public static void Write(StoreLayout layout)
    {
        if (IsIn(layout))
        {
            return;
        }

        var others = Others(layout);
        var path = layout.Folder.PathOf(others.Length == 0 || AreOurs(layout, others) ? Tag : Plain);
        if (EntryStatus.Of(path) is null && (AreOurs(layout, others) || !others.Any(layout.Uses)))
        {
            WriteTo(path);
        }
    }

    /// <summary>Whether what is in the folder is this package's. A restored cache may have lost its mark, and then has nothing but what a store has.</summary>
    public static bool IsOurs(StoreLayout layout) => IsIn(layout) || AreOurs(layout, Others(layout));

    private static string[] Others(StoreLayout layout) => [.. layout.Folder.Names().Where(name => name != LostAndFound)];

    private static bool AreOurs(StoreLayout layout, string[] names) => names.Contains(layout.Contents.Folder.Name) && names.All(layout.Uses);

    private static bool IsIn(StoreLayout layout) => IsMark(layout.Folder.PathOf(Tag)) || IsMark(layout.Folder.PathOf(Plain));

    private static bool IsMark(string path)
    {
        try
        {
            return AtomicFile.ReadAllBytes(path, most: Contents.Length).AsSpan().SequenceEqual(Contents);
        }
        catch (DatasetException)
        {
            // A file that cannot be read, or that is longer, is not the mark.
            return false;
        }
    }

    private static void WriteTo(string path)
    {
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
