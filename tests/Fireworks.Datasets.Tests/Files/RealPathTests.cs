using Fireworks.Datasets.Files;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Files;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class RealPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder for temporary files may be behind a link itself, as on macOS.</summary>
    private string Root => RealPath.Of(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Follows_links_of_folders_and_files_to_the_end()
    {
        _folder.Write("real/sub/file", "");
        File.CreateSymbolicLink(_folder["real/by-name"], "sub/file");
        Directory.CreateSymbolicLink(_folder["full"], _folder["real"]);
        Directory.CreateSymbolicLink(_folder["relative"], "./full");
        foreach (var path in (string[])["real/sub/file", "real/by-name", "full/by-name", "relative/sub/file"])
        {
            Assert.AreEqual(Path.Join(Root, "real/sub/file"), RealPath.Of(_folder[path]), path);
        }
    }

    [TestMethod]
    public void Keeps_what_is_not_there()
    {
        File.CreateSymbolicLink(_folder["dangling"], "none/file");
        Assert.AreEqual(Path.Join(Root, "no/such/file"), RealPath.Of(_folder["no/such/file"]));
        Assert.AreEqual(Path.Join(Root, "none/file"), RealPath.Of(_folder["dangling"]));
    }

    [TestMethod]
    public void Gives_up_on_a_circle()
    {
        File.CreateSymbolicLink(_folder["a"], "b");
        File.CreateSymbolicLink(_folder["b"], "a");
        File.CreateSymbolicLink(_folder["deeper"], "deeper/file");
        Assert.ThrowsExactly<IOException>(() => RealPath.Of(_folder["a"]));
        Assert.ThrowsExactly<IOException>(() => RealPath.Of(_folder["deeper/file"]));
    }
}
