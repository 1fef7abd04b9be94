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
}
