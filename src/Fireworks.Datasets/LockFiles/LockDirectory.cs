using Fireworks.Datasets.Files;
using Fireworks.Datasets.Store;

namespace Fireworks.Datasets.LockFiles;

/// <summary>Where builds exclude each other while they write a lock file.</summary>
internal static class LockDirectory
{
    /// <summary>In the store; without one, in a folder of this user's among the temporary files.</summary>
    /// <returns><see langword="null"/> where neither can be used.</returns>
    public static string? Choose(ContentStore? store)
    {
        if (store is not null)
        {
            return store.LockDirectory;
        }

        try
        {
            var directory = Path.Join(Path.GetTempPath(), $"fireworks-datasets-{Environment.UserName}");
            PrivateDirectory.CreateOwn(directory);
            return PrivateDirectory.WhyUnsafe(directory) is null ? directory : null;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return null;
        }
    }
}
