namespace Fireworks.Datasets.Acquiring;

/// <summary>
/// Does work for each of many items on a few workers. The asynchronous loop of <see cref="Parallel"/> takes an asynchronous lock for
/// each item, which is slow where an item is a file of a few kilobytes.
/// </summary>
internal static class SideBySide
{
    /// <returns>The results in the order of the items.</returns>
    /// <inheritdoc cref="ForEachAsync"/>
    public static async Task<TResult[]> SelectAsync<T, TResult>(
        IReadOnlyList<T> items, int workers, Func<T, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        int[] indices = [.. Enumerable.Range(0, items.Count)];
        await ForEachAsync(indices, workers, async (i, token) => results[i] = await work(items[i], token).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        return results;
    }

    /// <exception cref="Exception">The work for an item failed. No other item is then begun, and running work is cancelled.</exception>
    public static async Task ForEachAsync<T>(
        IReadOnlyList<T> items, int workers, Func<T, CancellationToken, ValueTask> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var last = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(workers, items.Count)).Select(_ => Task.Run(WorkAsync, CancellationToken.None)))
            .ConfigureAwait(false);

        async Task WorkAsync()
        {
            try
            {
                for (int i; (i = Interlocked.Increment(ref last)) < items.Count;)
                {
                    stop.Token.ThrowIfCancellationRequested();
                    await work(items[i], stop.Token).ConfigureAwait(false);
                }
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
