using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.InPlace;

[TestClass]
public sealed class DatasetCleanerTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Removes_what_was_placed_and_all_that_is_empty_then()
    {
        using var dataset = new PlacedScene().Place("a", "1").Place("sub/b", "2");

        Assert.AreEqual(2, DatasetCleaner.Clean(dataset.Folder, TestContext.CancellationToken));
        Assert.IsFalse(Directory.Exists(dataset.Folder));
    }

    [TestMethod]
    public void Leaves_what_a_user_put_there_or_changed()
    {
        using var dataset = new PlacedScene().Place("a", "1").Place("edited", "2").Write("edited", "longer").Write("own", "3");

        Assert.AreEqual(1, DatasetCleaner.Clean(dataset.Folder, TestContext.CancellationToken));
        CollectionAssert.AreEquivalent((string[])[dataset["edited"], dataset["own"]], Directory.GetFiles(dataset.Folder, "*", SearchOption.AllDirectories));
    }

    [TestMethod]
    public void Has_nothing_to_do_where_nothing_was_fetched()
    {
        using var folder = new TemporaryFolder();
        folder.Write("own", "1");

        Assert.AreEqual(0, DatasetCleaner.Clean(folder.Path, TestContext.CancellationToken));
        Assert.IsTrue(File.Exists(folder["own"]));
    }
}
