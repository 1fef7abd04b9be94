using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Infra;
using Fireworks.Datasets.Transfers;
using Fireworks.Datasets.Transfers.Partials;

namespace Fireworks.Datasets.Tests.Transfers.Partials;

/// <summary>The cache is deleted under a build, and another one begins the same file.</summary>
[TestClass]
public class PartialFileTests
{
    private static readonly DownloadOptions s_options = new(1, TimeSpan.FromSeconds(60)) { SidecarInterval = 1_000 };

    /// <summary>If both were killed now, a later run would take zeroes for what the first had fetched.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "A file that is open cannot be deleted there.")]
    public void Vouches_for_no_bytes_of_another_build()
    {
        using var folder = new TemporaryFolder();
        var path = folder["partial"];
        var first = Begin(path);
        first.Write(new byte[2_000], 0);
        Assert.IsTrue(File.Exists(Sidecar.PathFor(path)));

        var second = BeginAnother(path);
        first.Write(new byte[2_000], 2_000);
        first.SaveComplete();
        Assert.IsNull(Sidecar.Read(path, BootSession.Current(TimeProvider.System)), "after a write");

        second.Write(new byte[1_000], 0);
        first.Keep();
        Assert.IsNotNull(Sidecar.Read(path, BootSession.Current(TimeProvider.System)), "of the second");
        Assert.AreEqual(1_000, Sidecar.Read(path, BootSession.Current(TimeProvider.System))!.Value.Arrived.Total);
        second.Keep();
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "A file that is open cannot be deleted there.")]
    public void Removes_nothing_of_another_build(bool discards)
    {
        using var folder = new TemporaryFolder();
        var path = folder["partial"];
        var first = Begin(path);
        var second = BeginAnother(path);
        second.Write(new byte[1_000], 0);

        if (discards)
        {
            first.Discard();
        }
        else
        {
            first.Keep();
        }

        Assert.IsTrue(File.Exists(path));
        Assert.IsTrue(File.Exists(Sidecar.PathFor(path)));
        second.Discard();
        Assert.IsFalse(File.Exists(path));
        Assert.IsFalse(File.Exists(Sidecar.PathFor(path)));
    }

    private static PartialFile Begin(string path) => PartialFile.Begin(path, Whole(), isPrivate: true, s_options, TimeProvider.System);

    private static PartialFile BeginAnother(string path)
    {
        File.Delete(path);
        File.Delete(Sidecar.PathFor(path));
        return Begin(path);
    }

    private static Representation Whole()
    {
        return new(Validator.Parse("\"v1\""), 10_000, AcceptsRanges: true, IsGzip: false, DeclaredChecksums.None);
    }
}
