using System.Runtime.Versioning;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Files;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Files;

[TestClass]
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Writes_into_a_new_folder_and_leaves_nothing_else()
    {
        AtomicFile.WriteAllBytes(_folder["new/folder/file"], "first"u8);
        AtomicFile.WriteAllBytes(_folder["new/folder/file"], "second"u8);
        CollectionAssert.AreEqual("second"u8.ToArray(), AtomicFile.ReadAllBytes(_folder["new/folder/file"]));
        Assert.HasCount(1, Directory.GetFiles(_folder["new/folder"]));
    }

    /// <summary>On Windows a file that somebody reads is not replaced, and so the writer tries again for a moment.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow(false)]
    [DataRow(true)]
    public void Is_for_its_reader_as_it_was_when_it_was_opened(bool isPrivate)
    {
        _folder.Write("file", "old");
        using var reader = new StreamReader(OpenFile.ToRead(_folder["file"]));

        AtomicFile.WriteAllBytes(_folder["file"], "newer"u8, isPrivate);

        Assert.AreEqual("old", reader.ReadToEnd());
        Assert.AreEqual("newer", File.ReadAllText(_folder["file"]));
    }

    [TestMethod]
    public void Leaves_the_old_file_and_no_other_when_it_cannot_write()
    {
        Directory.CreateDirectory(_folder["file"]);
        var e = Assert.ThrowsExactly<DatasetException>(() => AtomicFile.WriteAllBytes(_folder["file"], "x"u8));
        Assert.AreEqual("FWDS5004", e.Diagnostic.Code);
        Assert.IsEmpty(Directory.GetFiles(_folder.Path));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public void Keeps_the_permissions_of_the_file_but_lets_nobody_run_it_as_its_owner()
    {
        const UnixFileMode Kept = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        _folder.Write("file", "old");
        File.SetUnixFileMode(_folder["file"], Kept | UnixFileMode.SetUser | UnixFileMode.SetGroup);

        AtomicFile.WriteAllBytes(_folder["file"], "new"u8);

        Assert.AreEqual("new", File.ReadAllText(_folder["file"]));
        Assert.AreEqual(Kept, File.GetUnixFileMode(_folder["file"]));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Leaves_a_second_name_of_the_file_the_old_bytes(bool isPrivate)
    {
        _folder.Write("users own", "precious");
        Planted.HardLink(_folder["file"], _folder["users own"]);

        AtomicFile.WriteAllBytes(_folder["file"], "new"u8, isPrivate);

        Assert.AreEqual("new", File.ReadAllText(_folder["file"]));
        Assert.AreEqual("precious", File.ReadAllText(_folder["users own"]));
    }

    [TestMethod]
    [DataRow("fifo")]
    [DataRow("folder")]
    [DataRow("device")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [Timeout(30_000)]
    public void Reads_no_file_that_is_none(string kind)
    {
        Planted.Irregular(_folder["file"], kind);

        Assert.Contains("is not a regular file", Diagnosed.One("FWDS5004", () => AtomicFile.ReadAllBytes(_folder["file"])));
        Assert.Contains("is not a regular file", Diagnosed.One("FWDS5004", () => AtomicFile.ReadAllBytes(_folder["file"], isPrivate: true)));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Reads_a_users_file_through_a_link_and_no_private_one()
    {
        _folder.Write("real", "bytes");
        File.CreateSymbolicLink(_folder["link"], "real");

        Assert.AreEqual(5, AtomicFile.ReadAllBytes(_folder["link"])!.Length);
        Diagnosed.One("FWDS5004", () => AtomicFile.ReadAllBytes(_folder["link"], isPrivate: true));
    }

    /// <summary>Our own files are nobody's to redirect: such a link was planted, or came with a restored cache.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Private_file_takes_the_place_of_a_link()
    {
        _folder.Write("users own", "precious");
        File.CreateSymbolicLink(_folder["file"], "users own");

        AtomicFile.WriteAllBytes(_folder["file"], "new"u8, isPrivate: true);

        Assert.AreEqual("precious", File.ReadAllText(_folder["users own"]));
        Assert.IsNull(new FileInfo(_folder["file"]).LinkTarget);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public void Private_file_is_for_the_user_only()
    {
        AtomicFile.WriteAllBytes(_folder["file"], "x"u8, isPrivate: true);
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["file"]));
    }

    [TestMethod]
    public void Recognises_only_its_own_leftovers()
    {
        Assert.IsTrue(AtomicFile.IsTemporaryOf("a/lock.json", AtomicFile.TemporaryPathFor("a/lock.json")));
        Assert.IsFalse(AtomicFile.IsTemporaryOf("a/lock.json", "a/lock.json.tmp"));
        Assert.IsFalse(AtomicFile.IsTemporaryOf("a/lock.json", "a/lock.json.notes_of_the_day.tmp"));
        Assert.IsFalse(AtomicFile.IsTemporaryOf("a/lock.json", AtomicFile.TemporaryPathFor("a/other.json")));
    }
}
