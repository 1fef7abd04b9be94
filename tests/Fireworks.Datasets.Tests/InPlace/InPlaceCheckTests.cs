using Fireworks.Datasets.Contents;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.InPlace;

[TestClass]
public sealed class InPlaceCheckTests
{
    /// <summary>Nobody can open the file meanwhile, so whoever tries to read it fails.</summary>
    [TestMethod]
    public void Reads_no_file_whose_length_tells_that_it_is_another()
    {
        using var folder = new TemporaryFolder();
        using var held = new FileStream(folder.Write("a", "12"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.IsNull(InPlaceCheck.Find(folder["a"], remembered: null, PlacedScene.ContentOf("1")));
        Assert.ThrowsExactly<IOException>(() => InPlaceCheck.Find(folder["a"], remembered: null, PlacedScene.ContentOf("34")));
    }

    /// <summary>A restored cache can have a file of any length that takes no room.</summary>
    [TestMethod]
    public void Reads_no_more_of_files_with_another_length_than_it_may()
    {
        using var folder = new TemporaryFolder();
        using var held = new FileStream(folder.Write("a", "12"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var allowance = new HashAllowance();

        Assert.ThrowsExactly<IOException>(() => InPlaceCheck.FindOfOtherLength(folder["a"], remembered: null, PlacedScene.ContentOf("1"), allowance));
        held.SetLength(HashAllowance.Most);
        Assert.IsNull(InPlaceCheck.FindOfOtherLength(folder["a"], remembered: null, PlacedScene.ContentOf("1"), allowance));
    }
}
