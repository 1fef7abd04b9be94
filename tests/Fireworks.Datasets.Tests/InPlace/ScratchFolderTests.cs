using System.Runtime.Versioning;
using Fireworks.Datasets.Files;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.InPlace;

[TestClass]
public sealed class ScratchFolderTests : IDisposable
{
    private readonly PlacedScene _scene = new();

    private string Parent => Path.Join(_scene.Location.StateDirectory, "tmp");

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public void Is_gone_with_all_that_is_in_it_also_after_a_build_that_was_killed()
    {
        var killed = Path.Join(Parent, new string('a', 32));
        Directory.CreateDirectory(killed);
        File.WriteAllText(Path.Join(killed, "1"), "");
        using (var scratch = new ScratchFolder(_scene.Location))
        {
            Assert.IsFalse(Directory.Exists(killed));
            NewFile.Write(scratch.NextPath(), "x"u8, isPrivate: false);
            using var other = new ScratchFolder(_scene.Location);
            Assert.IsTrue(File.Exists(scratch.NextPath()[..^1] + "1"), "One that is in use stays.");
        }

        Assert.IsEmpty(Directory.GetFileSystemEntries(Parent));
    }

    /// <summary>Its files have the permissions that they will have in place. Until then, nobody else can get to them.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public void Is_this_users_alone()
    {
        using var scratch = new ScratchFolder(_scene.Location);
        NewFile.Write(scratch.NextPath(), "x"u8, isPrivate: false);

        var folder = Directory.GetDirectories(Parent).Single();
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.HasCount(1, Directory.GetFiles(folder));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Stays_where_it_is_when_a_link_takes_its_place()
    {
        var outside = Directory.CreateDirectory(Path.Join(_scene.Folder, "outside")).FullName;
        string[] paths;
        using (var scratch = new ScratchFolder(_scene.Location))
        {
            var own = Directory.GetDirectories(Parent).Single();
            File.WriteAllText(Path.Join(Directory.CreateDirectory(Path.Join(outside, Path.GetFileName(own))).FullName, "1"), "precious");
            Directory.Move(Parent, Parent + "-aside");
            Directory.CreateSymbolicLink(Parent, outside);

            NewFile.Write(scratch.NextPath(), "x"u8, isPrivate: false);
            FileRemoval.Delete(scratch.NextPath());
            paths = Directory.GetFiles(Parent + "-aside", "*", SearchOption.AllDirectories);
        }

        Assert.HasCount(2, paths, "The file, and the mark that the folder is in use");
        Assert.AreEqual("precious", File.ReadAllText(Directory.GetFiles(outside, "*", SearchOption.AllDirectories).Single()));
        Assert.IsEmpty(Directory.GetFileSystemEntries(Parent + "-aside"));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow(true)]
    [DataRow(false)]
    public void Writes_to_no_file_that_has_the_name_of_its_mark(bool hard)
    {
        var name = new string('b', 32);
        Directory.CreateDirectory(Path.Join(Parent, name));
        _scene.Write("mine", "precious");
        if (hard)
        {
            Planted.HardLink(Path.Join(Parent, name + ".in-use"), _scene["mine"]);
        }
        else
        {
            File.CreateSymbolicLink(Path.Join(Parent, name + ".in-use"), _scene["mine"]);
        }

        new ScratchFolder(_scene.Location).Dispose();

        Assert.AreEqual("precious", File.ReadAllText(_scene["mine"]));
        Assert.IsFalse(Directory.Exists(Path.Join(Parent, name)));
    }
}
