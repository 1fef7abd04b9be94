using System.Collections.Concurrent;
using Fireworks.Datasets.Acquiring;

namespace Fireworks.Datasets.Tests.Acquiring;

[TestClass]
public sealed class SideBySideTests
{
    private static readonly int[] s_items = [.. Enumerable.Range(0, 100)];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Takes_each_item_once()
    {
        var taken = new ConcurrentBag<int>();

        await SideBySide.ForEachAsync(s_items, 8, (item, _) =>
        {
            taken.Add(item);
            return default;
        }, TestContext.CancellationToken);

        CollectionAssert.AreEquivalent(s_items, taken);
    }

    /// <summary>Each item has files open and waits for connections.</summary>
    [TestMethod]
    public async Task Has_no_more_in_hand_than_it_has_workers()
    {
        var (inHand, most) = (0, 0);

        await SideBySide.ForEachAsync(s_items, 3, async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inHand));
            await Task.Yield();
            Interlocked.Decrement(ref inHand);
        }, TestContext.CancellationToken);

        Assert.IsInRange(1, 3, most);
    }

    [TestMethod]
    public async Task Begins_nothing_more_after_a_failure_and_tells_the_others_to_stop()
    {
        var begun = 0;

        await Assert.ThrowsExactlyAsync<InvalidDataException>(() => SideBySide.ForEachAsync(s_items, 2, async (item, stop) =>
        {
            Interlocked.Increment(ref begun);
            if (item == 1)
            {
                throw new InvalidDataException();
            }

            await Task.Delay(Timeout.Infinite, stop);
        }, TestContext.CancellationToken));

        Assert.AreEqual(2, begun);
    }

    [TestMethod]
    public async Task Ends_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();

        await Assert.ThrowsAsync<OperationCanceledException>(() => SideBySide.ForEachAsync(s_items, 2, async (_, stop) =>
        {
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
        }, cancelled.Token));
    }
}
