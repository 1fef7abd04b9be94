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
        File.WriteAllText(Path.Join(own, "state", "acme", "eval.json.0123456789abcdef.tmp"), "");
        Directory.CreateDirectory(Path.Join(own, "tmp", new string('a', 32), "left"));

        Assert.AreEqual(1, DatasetCleaner.Clean(dataset.Folder, TestContext.CancellationToken));
        CollectionAssert.AreEqual((string[])[Path.Join(own, "auth.ini")], Directory.GetFileSystemEntries(own));
    }

    [TestMethod]
    public void Leaves_a_users_files_in_the_folders_of_its_records()
    {
        using var dataset = new PlacedScene().Place("a", "1");
        var own = Path.Join(dataset.Folder, ".fireworks");
        string[] mine = ["mine.FireworksDatasets.cache.bak", "state/acme/mine.json", "state/acme/mine.txt", "state/mine.txt", "tmp/deep/mine.txt", "tmp/mine.txt"];
        foreach (var file in mine)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(own, file))!);
            File.WriteAllText(Path.Join(own, file), "mine");
        }

        Assert.AreEqual(1, DatasetCleaner.Clean(dataset.Folder, TestContext.CancellationToken));

        CollectionAssert.AreEqual(mine, Directory.GetFiles(own, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(own, file).Replace('\\', '/')).Order(StringComparer.Ordinal).ToArray());
    }

    /// <summary>The build was killed between the rename of the file and the record of it.</summary>
    [TestMethod]
    [DataRow("1", 1)]
    [DataRow("mine", 0)]
    public void Removes_what_a_killed_build_was_about_to_place(string inPlace, int removed)
    {
        using var dataset = new PlacedScene().Place("a", "1");
        var state = dataset.State!;
        (state with { Files = new Dictionary<string, FileInPlace?> { ["a"] = FileInPlace.ToBe(PlacedScene.ContentOf("1")) } }).Write(dataset.Location.StateFile);
        dataset.Write("a", inPlace);

        Assert.AreEqual(removed, DatasetCleaner.Clean(dataset.Folder, TestContext.CancellationToken));

        Assert.AreEqual(removed == 0, File.Exists(dataset["a"]));
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
