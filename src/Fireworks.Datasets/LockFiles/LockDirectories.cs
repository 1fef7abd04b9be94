using Fireworks.Datasets.Cache;

namespace Fireworks.Datasets.LockFiles;

/// <summary>Where builds exclude each other while they write a lock file: outside of the source tree.</summary>
internal static class LockDirectories
{
    /// <summary>
    /// Among the temporary files, which builds with different stores have in common, and in the store, which those with
    /// different temporary folders have. In this order for everyone, so that no two wait for each other.
    /// </summary>
    /// <returns>None where neither can be used.</returns>
    public static IReadOnlyList<string> Of(ContentStore? store) => [.. Temporary(), .. store is null ? Array.Empty<string>() : [store.LockDirectory]];

    private static string[] Temporary()
    {
        try
        {
            var directory = Path.Join(Path.GetTempPath(), $"fireworks-datasets-{Environment.UserName}");
            PrivateDirectory.CreateOwn(directory);
            return PrivateDirectory.WhyUnsafe(directory) is null ? [directory] : [];
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            return [];
        }
    }
}
