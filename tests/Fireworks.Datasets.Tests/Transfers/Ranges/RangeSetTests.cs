using Fireworks.Datasets.Transfers.Ranges;

namespace Fireworks.Datasets.Tests.Transfers.Ranges;

[TestClass]
public class RangeSetTests
{
    [TestMethod]
    public void Behaves_as_a_set_of_single_bytes_does()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var (ranges, bytes) = (new RangeSet(), new bool[60]);
            for (var step = 0; step < 30; step++)
            {
                var start = random.Next(60);
                var range = new ByteRange(start, random.Next(start, 60));
                var isAdded = random.Next(3) > 0;
                if (isAdded)
                {
                    ranges.Add(range);
                }
                else
                {
                    ranges.Remove(range);
                }

                bytes.AsSpan((int)range.Start, (int)range.Length).Fill(isAdded);
                AssertSame(ranges, bytes);
                AssertSame(ranges.MissingOf(60), [.. bytes.Select(isThere => !isThere)]);
            }
        }
    }

    [TestMethod]
    public void The_queue_gives_each_byte_once_from_the_front()
    {
        var all = new RangeSet();
        all.Add(new(0, 1_000));
        all.Remove(new(300, 400));
        var queue = new RangeQueue(all, 2, 64, 128);

        Assert.IsTrue(queue.TryAsk(out var first));
        Assert.AreEqual(new ByteRange(0, 128), first);
        Assert.IsTrue(queue.TryOpen(first));
        Assert.IsFalse(queue.TryTakeAt(0, out _));
        Assert.IsFalse(queue.TryTakeAt(300, out _));
        Assert.IsTrue(queue.TryTakeAt(128, out var next));
        Assert.AreEqual(new ByteRange(128, 256), next);
        queue.GiveBack(new(200, 256));

        var rest = new RangeSet();
        while (queue.TryAsk(out var range))
        {
            rest.Add(range);
        }

        Assert.AreEqual(0, queue.Parts);
        CollectionAssert.AreEqual(new ByteRange[] { new(200, 300), new(400, 1_000) }, rest.Ranges.ToArray());
    }

    [TestMethod]
    public void What_is_only_asked_for_can_be_overtaken_and_given_up()
    {
        var all = new RangeSet();
        all.Add(new(0, 300));
        var queue = new RangeQueue(all, 2, 100, 100);
        Assert.IsTrue(queue.TryAsk(out var first));
        Assert.IsTrue(queue.TryAsk(out var second));
        Assert.IsTrue(queue.TryAsk(out var third));
        Assert.AreEqual(0, queue.Parts);

        Assert.IsTrue(queue.TryTakeAt(100, out var overtaken));
        Assert.AreEqual(second, overtaken);
        Assert.IsFalse(queue.TryOpen(second), "another has it");
        queue.GiveUp(second);
        Assert.AreEqual(0, queue.Parts);

        Assert.IsTrue(queue.TryOpen(first));
        queue.GiveUp(first);
        Assert.AreEqual(0, queue.Parts);
        Assert.IsFalse(queue.TryTakeAt(0, out _), "its answer is there");

        queue.GiveUp(third);
        Assert.AreEqual(1, queue.Parts);
        Assert.IsTrue(queue.TryTakeAt(200, out _));
    }

    [TestMethod]
    public void Parts_become_shorter_towards_the_end_and_one_connection_has_only_one()
    {
        CollectionAssert.AreEqual(new long[] { 125, 109, 95, 83, 73, 64, 64, 64, 64, 64, 64, 64, 64, 3 }, Lengths(new(Whole(1_000), 4, 64, 128)));
        CollectionAssert.AreEqual(new long[] { 1_000 }, Lengths(new(Whole(1_000), 1, 64, 128)));

        static long[] Lengths(RangeQueue queue)
        {
            var lengths = new List<long>();
            while (queue.TryAsk(out var range))
            {
                lengths.Add(range.Length);
            }

            return [.. lengths];
        }

        static RangeSet Whole(long length)
        {
            var all = new RangeSet();
            all.Add(new(0, length));
            return all;
        }
    }

    private static void AssertSame(RangeSet ranges, bool[] bytes)
    {
        var seen = new bool[bytes.Length];
        foreach (var range in ranges.Ranges)
        {
            seen.AsSpan((int)range.Start, (int)range.Length).Fill(true);
        }

        CollectionAssert.AreEqual(bytes, seen);
        Assert.AreEqual(bytes.Count(isThere => isThere), ranges.Total);
        Assert.IsTrue(ranges.Ranges.Zip(ranges.Ranges.Skip(1)).All(pair => pair.First.End < pair.Second.Start));
    }
}
