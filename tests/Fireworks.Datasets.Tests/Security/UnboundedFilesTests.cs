using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>Files that are read into memory and that somebody else may have written, larger than any real one.</summary>
[TestClass]
public sealed class UnboundedFilesTests
{
    [TestMethod]
    public void A_lock_file_of_gigabytes_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var path = Huge(folder);

        var message = Diagnosed.One("FWDS5004", () => LockFile.Read(path));

        Assert.Contains("longer than", message);
    }

    [TestMethod]
    public void A_state_file_of_gigabytes_is_no_state()
    {
        using var folder = new TemporaryFolder();
        Assert.IsNull(DatasetState.Read(Huge(folder)));
    }

    /// <summary>Sparse: it takes no room.</summary>
    private static string Huge(TemporaryFolder folder)
    {
        using var file = File.Create(folder["huge.json"]);
        file.SetLength(3L << 30);
        return folder["huge.json"];
    }
}
