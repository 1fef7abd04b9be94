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
        Directory.CreateDirectory(_folder["own"]);
        Directory.CreateSymbolicLink(_folder["own/linked"], _folder["elsewhere"]);

        FileRemoval.Delete(_folder["link"]);
        FileRemoval.DeleteFolder(_folder["own"]);

        Assert.IsFalse(File.Exists(_folder["link"]) || Directory.Exists(_folder["own"]));
        Assert.AreEqual("mine", File.ReadAllText(mine));
    }

    [TestMethod]
    public void Of_empty_folders_ends_at_the_root_and_at_a_folder_with_something_in_it()
    {
        Directory.CreateDirectory(_folder["root/a/b/c"]);
        Directory.CreateDirectory(_folder["root/d/e"]);
        _folder.Write("root/d/mine", "mine");

        FileRemoval.DeleteEmptyFolders(_folder["root/a/b/c"], _folder["root"] + Path.DirectorySeparatorChar);
        FileRemoval.DeleteEmptyFolders(_folder["root/d/e"], _folder["root"]);

        Assert.IsFalse(Directory.Exists(_folder["root/a"]) || Directory.Exists(_folder["root/d/e"]));
        Assert.IsTrue(Directory.Exists(_folder["root"]) && File.Exists(_folder["root/d/mine"]));
    }

    [TestMethod]
    public void Of_a_folder_without_files_stops_at_a_file()
    {
        Directory.CreateDirectory(_folder["a/b"]);
        FileRemoval.DeleteFolderWithoutFiles(_folder["a"]);
        Assert.IsFalse(Directory.Exists(_folder["a"]));

        _folder.Write("c/d/mine", "mine");
        Assert.ThrowsExactly<IOException>(() => FileRemoval.DeleteFolderWithoutFiles(_folder["c"]));
        Assert.IsTrue(File.Exists(_folder["c/d/mine"]));

        Directory.CreateDirectory(_folder["elsewhere"]);
        Directory.CreateDirectory(_folder["e"]);
        Directory.CreateSymbolicLink(_folder["e/link"], _folder["elsewhere"]);
        Assert.ThrowsExactly<IOException>(() => FileRemoval.DeleteFolderWithoutFiles(_folder["e"]));
        Assert.IsTrue(Directory.Exists(_folder["elsewhere"]) && Directory.Exists(_folder["e/link"]));
    }

    [TestMethod]
    public void That_is_only_tried_fails_nothing()
    {
        _folder.Write("file", "x");
        FileRemoval.TryDelete(null);
        FileRemoval.TryDelete(_folder["no/such/file"]);
        FileRemoval.TryDeleteFolder(_folder["file"]);
        Assert.IsTrue(File.Exists(_folder["file"]));
    }
}
