using Fireworks.Datasets.Files;

namespace Fireworks.Datasets.Cache;

/// <summary>The file that tells backup programs to leave a cache out (https://bford.info/cachedir/).</summary>
internal static class CacheTag
{
    private const string Contents =
        "Signature: 8a477f597d28d172789f06886806bc55\n" +
        "# Contents of Fireworks datasets, by SHA-256. Written by Fireworks.Datasets.Build; can be deleted at any time.\n" +
        "# See https://bford.info/cachedir/\n";

    /// <summary>Only in a directory that was empty: elsewhere it would keep files of the user's out of backups.</summary>
    public static void Write(StoreLayout layout)
    {
        if (File.Exists(layout.CacheTag) || Directory.EnumerateFileSystemEntries(layout.Root).Any())
        {
            return;
        }

        try
        {
            File.WriteAllText(layout.CacheTag, Contents);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // A read-only directory; or another build, at the same moment, writes the same.
        }
    }
}
