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

    /// <summary>The datasets directory may be the home directory, whose <c>.fireworks</c> is the Fireworks tools' too.</summary>
    [TestMethod]
    public void Leaves_the_keys_of_the_tools_beside_its_own_records()
    {
        using var dataset = new PlacedScene().Place("a", "1");
        var own = Path.Join(dataset.Folder, ".fireworks");
        File.WriteAllText(Path.Join(own, "auth.ini"), "api_key = k");
        File.WriteAllText(Path.Join(own, "p.FireworksDatasets.cache"), "");
        Directory.CreateDirectory(Path.Join(own, "tmp", "left"));

        Assert.AreEqual(1, DatasetCleaner.Clean(dataset.Folder, TestContext.CancellationToken));
        CollectionAssert.AreEqual((string[])[Path.Join(own, "auth.ini")], Directory.GetFileSystemEntries(own));
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
