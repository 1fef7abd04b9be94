using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.InPlace;

[TestClass]
public sealed class DatasetVerifierTests
{
    private readonly RecordingLog _log = new();

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Counts_what_is_as_the_lock_file_says()
    {
        using var dataset = new PlacedScene().Write("a", "1").Write("b", "2");

        Assert.AreEqual(2, Verify(dataset.Request(), PlacedScene.Locked(("a", "1"), ("b", "2"))));
        Assert.Contains("Fireworks datasets: 2 files verified, 0 different.", _log.Lines);
    }

    [TestMethod]
    public void Leaves_out_what_the_filter_does_not_take()
    {
        using var dataset = new PlacedScene().Write("a", "1");

        Assert.AreEqual(1, Verify(dataset.Request("a"), PlacedScene.Locked(("a", "1"), ("not taken", null), ("nor this", "2"))));
    }

    [TestMethod]
    public void Reads_the_bytes_although_length_and_time_stamp_are_as_they_were()
    {
        using var dataset = new PlacedScene().Place("a", "1");
        var written = File.GetLastWriteTimeUtc(dataset["a"]);
        dataset.Write("a", "2");
        File.SetLastWriteTimeUtc(dataset["a"], written);

        Assert.Contains("digest", Diagnosed.One("FWDS4008", () => Verify(dataset.Request(), PlacedScene.Locked(("a", "1")))));
    }

    [TestMethod]
    public void Reports_every_difference()
    {
        using var dataset = new PlacedScene().Write("longer", "12");

        var problems = Diagnosed.All(() => Verify(dataset.Request(), PlacedScene.Locked(("longer", "1"), ("missing", "1"))));

        CollectionAssert.AreEqual((string[])["FWDS4008", "FWDS4008"], problems.Select(problem => problem.Code).ToArray());
        Assert.Contains("2 bytes instead of 1", problems[0].Message);
        Assert.Contains("not in place", problems[1].Message);
    }

    [TestMethod]
    public void Counts_the_differences_where_they_are_many()
    {
        using var dataset = new PlacedScene();
        var locked = PlacedScene.Locked([.. Enumerable.Range(0, 10_000).Select(i => ($"{i}", "1"))]);

        var problems = Diagnosed.All(() => Verify(dataset.Request(), locked));

        Assert.IsLessThan(500, problems.Count);
        Assert.IsTrue(problems.All(problem => problem.Code == "FWDS4008"));
        Assert.Contains("Fireworks datasets: 0 files verified, 10000 different.", _log.Lines);
    }

    /// <summary>Of the same length and time, so that only the state can tell.</summary>
    [TestMethod]
    [DataRow("no digest")]
    [DataRow("no entry")]
    [DataRow("floating")]
    public void Compares_with_what_was_fetched_where_nothing_is_pinned(string kind)
    {
        using var dataset = new PlacedScene().Place("a", "1");
        var locked = kind switch
        {
            "no digest" => PlacedScene.Locked(("a", null)),
            "no entry" => LockFile.Empty,
            _ => PlacedScene.Locked(("a", "pinned, which does not count")),
        };
        var request = dataset.Request(floating: kind == "floating");
        Assert.AreEqual(1, Verify(request, locked));
        Assert.Contains("Fireworks datasets: 1 files verified (1 by what an earlier build remembered), 0 different.", _log.Lines);
        var written = File.GetLastWriteTimeUtc(dataset["a"]);
        dataset.Write("a", "2");
        File.SetLastWriteTimeUtc(dataset["a"], written);

        Assert.Contains("not as an earlier build left it", Diagnosed.One("FWDS4008", () => Verify(request, locked)));
    }

    [TestMethod]
    [DataRow(false, "no lock file has it")]
    [DataRow(true, "it is floating")]
    public void Fails_where_nothing_is_known_of_a_dataset(bool floating, string why)
    {
        using var dataset = new PlacedScene().Write("a", "1");
        var locked = floating ? PlacedScene.Locked(("a", "1")) : LockFile.Empty;

        var message = Diagnosed.One("FWDS4008", () => Verify(dataset.Request(floating: floating), locked));

        Assert.Contains("accounts/acme/datasets/eval", message);
        Assert.Contains(why, message);
        Assert.Contains("FetchFireworksDatasets", message);
    }

    [TestMethod]
    [DataRow(false, DisplayName = "nothing is in place")]
    [DataRow(true, DisplayName = "a file that nobody knows is in place")]
    public void Fails_where_nothing_is_known_of_a_file(bool inPlace)
    {
        using var dataset = new PlacedScene().Place("b", "2");
        if (inPlace)
        {
            dataset.Write("a", "1");
        }

        Assert.Contains("'a' of", Diagnosed.One("FWDS4008", () => Verify(dataset.Request(), PlacedScene.Locked(("a", null), ("b", "2")))));
    }

    [TestMethod]
    public void Fails_as_a_build_does_where_no_file_matches()
    {
        using var dataset = new PlacedScene().Place("a", "1");

        Diagnosed.One("FWDS2008", () => Verify(dataset.Request("*.x"), PlacedScene.Locked(("a", "1"))));
        Diagnosed.One("FWDS2008", () => Verify(dataset.Request("*.x"), LockFile.Empty));
    }

    [TestMethod]
    public void Trusts_no_name()
    {
        using var dataset = new PlacedScene().Place("a", "1");

        Diagnosed.One("FWDS5001", () => Verify(dataset.Request("a"), PlacedScene.Locked(("a", "1"), ("../b", "2"))));
    }

    [TestMethod]
    public void Says_of_a_wrong_length_in_the_lock_file_what_is_wrong()
    {
        using var dataset = new PlacedScene().Place("a", "1");

        var message = Diagnosed.One("FWDS4008", () => Verify(dataset.Request(), PlacedScene.LockedAs(("a", new(7, PlacedScene.DigestOf("1"))))));

        Assert.Contains("have 1 bytes, but its length is 7", message);
        Assert.Contains("FireworksDatasetsUpdate=eval", message);
    }

    /// <summary>Sparse, so it takes no room; to hash it would take an hour.</summary>
    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public void Does_not_read_a_file_whose_length_tells_that_it_is_another()
    {
        using var dataset = new PlacedScene().Place("a", "1");
        using (var file = File.OpenWrite(dataset["a"]))
        {
            file.SetLength(1L << 40);
        }

        Assert.Contains($"it has {1L << 40} bytes instead of 1", Diagnosed.One("FWDS4008", () => Verify(dataset.Request(), PlacedScene.Locked(("a", "1")))));
    }

    [TestMethod]
    [DataRow("folder")]
    [DataRow("link")]
    [DataRow("link to nothing")]
    public void Reads_regular_files_only(string kind)
    {
        using var dataset = new PlacedScene().Place("a", "1").Write("other", "1");
        File.Delete(dataset["a"]);
        if (kind == "folder")
        {
            Directory.CreateDirectory(dataset["a"]);
        }
        else
        {
            File.CreateSymbolicLink(dataset["a"], dataset[kind == "link" ? "other" : "nothing"]);
        }

        Assert.Contains("not a regular file", Diagnosed.One("FWDS4008", () => Verify(dataset.Request(), PlacedScene.Locked(("a", "1")))));
    }

    private int Verify(DatasetRequest request, LockFile lockFile) =>
        new DatasetVerifier(lockFile, _log).Verify([request], TestContext.CancellationToken);
}
