using Fireworks.Datasets.Files;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Files;

[TestClass]
public sealed class FolderContentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Leave_links_out_and_are_none_behind_one()
    {
        _folder.Write("own/file", "x");
        Directory.CreateDirectory(_folder["own/folder"]);
        File.CreateSymbolicLink(_folder["own/linked file"], _folder["own/file"]);
        Directory.CreateSymbolicLink(_folder["own/linked folder"], _folder["own/folder"]);
        Directory.CreateSymbolicLink(_folder["linked"], _folder["own"]);

        Assert.AreEqual("file", FolderContents.Files(_folder["own"]).Single().Name);
        Assert.AreEqual("folder", FolderContents.Folders(_folder["own"]).Single().Name);
        Assert.IsEmpty(FolderContents.Files(_folder["linked"]));
        Assert.IsEmpty(FolderContents.Folders(_folder["linked"]));
        Assert.IsEmpty(FolderContents.AllBelow(_folder["linked"]));
        Assert.IsEmpty(FolderContents.Files(_folder["missing"]));
    }

    [TestMethod]
    public void Below_a_folder_are_all_files_and_links_but_not_what_is_behind_a_link()
    {
        _folder.Write("own/a", "x");
        _folder.Write("own/b/c/d", "x");
        _folder.Write("elsewhere/mine", "x");
        Directory.CreateSymbolicLink(_folder["own/b/link"], _folder["elsewhere"]);

        CollectionAssert.AreEquivalent((string[])["a", "d", "link"], FolderContents.AllBelow(_folder["own"]).Select(entry => entry.Name).ToArray());
    }
}
