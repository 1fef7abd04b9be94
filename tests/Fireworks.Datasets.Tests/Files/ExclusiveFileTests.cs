using Fireworks.Datasets.Files;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Files;

[TestClass]
public sealed class ExclusiveFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Lock => _folder["lock"];

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Is_held_by_one_and_stays_the_same_file()
    {
        using (var first = ExclusiveFile.TryOpen(Lock)!)
        {
            first.Stream.Write("text"u8);
            Assert.IsNull(ExclusiveFile.TryOpen(Lock));
            Assert.IsTrue(ExclusiveFile.IsHeld(Lock));
        }

        Assert.IsFalse(ExclusiveFile.IsHeld(Lock));
        using var second = ExclusiveFile.TryOpen(Lock)!;
        Assert.AreEqual("text", new StreamReader(second.Stream).ReadToEnd());
    }

    [TestMethod]
    public void Is_deleted_at_the_end_where_told_to()
    {
        ExclusiveFile.TryOpen(Lock, deleteOnClose: true)!.Dispose();
        Assert.IsFalse(File.Exists(Lock));
        ExclusiveFile.Create(Lock).Dispose();
        Assert.IsFalse(File.Exists(Lock));
        File.WriteAllText(Lock, "");
        Assert.Throws<IOException>(() => ExclusiveFile.Create(Lock));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Deletes_no_file_that_took_its_name()
    {
        using (ExclusiveFile.TryOpen(Lock, deleteOnClose: true))
        {
            File.Delete(Lock);
            File.WriteAllText(Lock, "another's");
        }

        Assert.AreEqual("another's", File.ReadAllText(Lock));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Takes_the_place_of_a_link_and_of_a_second_name()
    {
        var mine = _folder.Write("mine", "precious");
        foreach (var plant in (Action[])[
            () => File.CreateSymbolicLink(Lock, mine), () => File.CreateSymbolicLink(Lock, _folder["nothing"]), () => Planted.HardLink(Lock, mine)])
        {
            File.Delete(Lock);
            plant();
            using var held = ExclusiveFile.TryOpen(Lock)!;
            held.Stream.Write("ours"u8);

            Assert.AreEqual("precious", File.ReadAllText(mine));
            Assert.IsTrue(ExclusiveFile.IsHeld(Lock), "It is a lock nevertheless.");
            Assert.IsFalse(File.Exists(_folder["nothing"]));
        }
    }

    [TestMethod]
    [DataRow("fifo")]
    [DataRow("device")]
    [DataRow("link")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [Timeout(30_000)]
    public void Takes_the_place_of_what_is_no_file(string kind)
    {
        Planted.Irregular(Lock, kind);
        using var held = ExclusiveFile.TryOpen(Lock)!;
        held.Stream.Write("ours"u8);
        Assert.AreEqual(4, new FileInfo(Lock).Length);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Takes_the_place_of_a_file_of_another_user_and_leaves_a_folder()
    {
        Directory.CreateDirectory(Lock);
        Assert.Throws<UnauthorizedAccessException>(() => ExclusiveFile.TryOpen(Lock));
        Directory.Delete(Lock);

        File.WriteAllText(Lock, "theirs");
        Planted.GiveAway(Lock);
        using var held = ExclusiveFile.TryOpen(Lock)!;
        Assert.AreEqual(0, held.Stream.Length);
    }
}
