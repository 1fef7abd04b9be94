namespace Fireworks.Datasets.Cache.Remote;

/// <summary>
/// Agents that start at the same moment and take the files in the same order would all miss the same ones, and all fetch them
/// from the service. Each in an order of its own, they fetch different ones and find the rest in the cache.
/// </summary>
internal static class FetchOrder
{
    /// <param name="random">A number from 0 up to 1.</param>
    public static void Shuffle<T>(Span<T> files, Func<double> random)
    {
        // Fisher and Yates.
        for (var last = files.Length - 1; last > 0; last--)
        {
            var other = (int)(random() * (last + 1));
            (files[last], files[other]) = (files[other], files[last]);
        }
    }
}
