namespace Fireworks.Datasets.Cache.Remote;

/// <summary>
/// A random order of files to fetch. Build agents that start at the same moment with the same order would all miss the same files
/// in the remote cache, and all download them from storage. With different orders, each finds what others have downloaded.
/// </summary>
internal static class FetchOrder
{
    /// <param name="random">A number from 0 up to 1.</param>
    public static void Shuffle<T>(Span<T> files, Func<double> random)
    {
        // The Fisher-Yates shuffle.
        for (var last = files.Length - 1; last > 0; last--)
        {
            var other = (int)(random() * (last + 1));
            (files[last], files[other]) = (files[other], files[last]);
        }
    }
}
