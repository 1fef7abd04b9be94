using Fireworks.Datasets.Cache;

namespace Fireworks.Datasets.LockFiles;

/// <summary>Where builds lock each other out while they write a lock file. The directories are outside of the source tree.</summary>
internal static class LockDirectories
{
    /// <summary>
    /// One directory among the temporary files, for builds with different stores, and one in the store, for builds with different
    /// temporary folders. Every build takes them in this order, so that no two wait for each other.
    /// </summary>
    /// <returns>No directory if neither can be used.</returns>
    public static IReadOnlyList<string> Of(ContentStore? store) => [.. Temporary(), .. store is null ? Array.Empty<string>() : [store.LockDirectory]];

    private static string[] Temporary()
    {
        try
        {
            var temporary = Path.GetTempPath();
            if (!Path.IsPathFullyQualified(temporary))
            {
                // TMPDIR may be any text. In the current directory, which is the source tree, builds of other folders would not find it.
                return [];
            }

            var directory = Path.Join(temporary, $"fireworks-datasets-{Environment.UserName}");
            using var opened = PrivateDirectory.OpenOwn(directory);
            return PrivateDirectory.WhyUnsafe(opened) is null ? [directory] : [];
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            return [];
        }
    }
}
