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

        Assert.AreEqual(2, Verify(dataset, PlacedScene.Locked(("a", "1"), ("b", "2"), ("not fetched", null))));
    }

    [TestMethod]
    public void Reads_the_bytes_although_length_and_time_stamp_are_as_they_were()
    {
        using var dataset = new PlacedScene().Place("a", "1");
        var written = File.GetLastWriteTimeUtc(dataset["a"]);
        dataset.Write("a", "2");
        File.SetLastWriteTimeUtc(dataset["a"], written);

        var failure = Assert.ThrowsExactly<DatasetException>(() => Verify(dataset, PlacedScene.Locked(("a", "1"))));

        Assert.AreEqual("FWDS4008", failure.Diagnostic.Code);
        Assert.Contains("digest", failure.Message);
    }

    [TestMethod]
    public void Reports_every_difference()
    {
        using var dataset = new PlacedScene().Write("longer", "12");

        var failure = Assert.ThrowsExactly<DatasetException>(() => Verify(dataset, PlacedScene.Locked(("longer", "1"), ("missing", "1"))));

        CollectionAssert.AreEqual((string[])["FWDS4008", "FWDS4008"], failure.Diagnostics.Select(problem => problem.Code).ToArray());
        Assert.Contains("2 bytes instead of 1", failure.Diagnostics[0].Message);
        Assert.Contains("not in place", failure.Diagnostics[1].Message);
    }

    [TestMethod]
    public void Compares_with_what_was_fetched_where_nothing_is_pinned()
    {
        using var dataset = new PlacedScene().Place("a", "1").Write("a", "2");

        Assert.ThrowsExactly<DatasetException>(() => Verify(dataset, LockFile.Empty));
    }

    [TestMethod]
    public void Says_that_there_is_nothing_to_compare_with()
    {
        using var dataset = new PlacedScene();

        Assert.AreEqual(0, Verify(dataset, LockFile.Empty));
        Assert.Contains("Dataset 'accounts/acme/datasets/eval' is not verified: it was never fetched here, and no lock file has it.", _log.Lines);
    }

    private int Verify(PlacedScene dataset, LockFile lockFile) =>
        new DatasetVerifier(lockFile, _log).Verify([dataset.Request()], TestContext.CancellationToken);
}
