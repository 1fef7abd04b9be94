using Fireworks.Datasets.Files;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Files;

[TestClass]
public sealed class FileRemovalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Takes_a_link_and_not_what_it_points_to()
    {
        var mine = _folder.Write("elsewhere/mine", "mine");
        File.CreateSymbolicLink(_folder["link"], mine);

        FileRemoval.Delete(_folder["link"]);

        Assert.IsFalse(File.Exists(_folder["link"]));
        Assert.AreEqual("mine", File.ReadAllText(mine));
    }

    [TestMethod]
    public void That_is_only_tried_fails_nothing()
    {
        _folder.Write("folder/file", "x");
        FileRemoval.TryDelete(null);
        FileRemoval.TryDelete(_folder["no/such/file"]);
        FileRemoval.TryDelete(_folder["folder"]);
        Assert.IsTrue(File.Exists(_folder["folder/file"]));
    }
}
