using Fireworks.Datasets.Cache.Remote;

namespace Fireworks.Datasets.Tests.Cache.Remote;

[TestClass]
public sealed class FetchOrderTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(100)]
    public void Keeps_every_file_once(int count)
    {
        var files = Enumerable.Range(0, count).ToArray();

        FetchOrder.Shuffle(files.AsSpan(), new Random(1).NextDouble);

        CollectionAssert.AreEquivalent(Enumerable.Range(0, count).ToArray(), files);
    }

    [TestMethod]
    public void Each_agent_starts_with_another_file()
    {
        var random = new Random(1);
        var first = new HashSet<int>();
        for (var agent = 0; agent < 1000; agent++)
        {
            var files = Enumerable.Range(0, 10).ToArray();
            FetchOrder.Shuffle(files.AsSpan(), random.NextDouble);
            first.Add(files[0]);
        }

        Assert.HasCount(10, first);
    }

    [TestMethod]
    public void Stays_in_bounds_at_the_ends_of_chance()
    {
        foreach (var end in (double[])[0, Math.BitDecrement(1)])
        {
            FetchOrder.Shuffle(Enumerable.Range(0, 10).ToArray().AsSpan(), () => end);
        }
    }
}
