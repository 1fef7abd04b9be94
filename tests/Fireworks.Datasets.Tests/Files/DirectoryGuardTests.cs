using Fireworks.Datasets.Files;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Files;

[TestClass]
public sealed class DirectoryGuardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DirectoryGuard _guard;

    public DirectoryGuardTests()
    {
        Directory.CreateDirectory(_folder["root"]);
        _guard = new(_folder["root"]);
    }

    public TestContext TestContext { get; set; } = null!;

    public void Dispose()
    {
        _guard.Dispose();
        _folder.Dispose();
    }

    /// <summary>All levels are open at once. A planted folder can be as deep as it likes.</summary>
    [TestMethod]
    [DataRow(60, true)]
    [DataRow(100, false)]
    public void Removes_a_folder_only_as_deep_as_one_of_this_package_can_be(int depth, bool removes)
    {
        _folder.Write($"root/top/{string.Join('/', Enumerable.Repeat("d", depth))}/file", "");

        if (removes)
        {
            _guard.DeleteFolder(_folder["root/top"], withFiles: true);
        }
        else
        {
            Assert.Contains("deep", Assert.Throws<IOException>(() => _guard.DeleteFolder(_folder["root/top"], withFiles: true)).Message);
        }

        Assert.AreEqual(!removes, Directory.Exists(_folder["root/top"]));
    }

    [TestMethod]
    public void Places_a_file_over_another_or_only_where_nothing_is()
    {
        _folder.Write("root/a/file", "old");
        _guard.PlaceOver(_folder.Write("new", "new"), _folder["root/a/file"]);
        Assert.AreEqual("new", File.ReadAllText(_folder["root/a/file"]));

        var again = _folder.Write("again", "again");
        Assert.Throws<IOException>(() => _guard.PlaceNew(again, _folder["root/a/file"]));
        Assert.AreEqual("new", File.ReadAllText(_folder["root/a/file"]));

        _guard.PlaceNew(again, _folder["root/a/second"]);
        Assert.AreEqual("again", File.ReadAllText(_folder["root/a/second"]));
        Assert.IsFalse(File.Exists(again));
    }

    /// <summary>Whoever may write to the folder above can put a link there between the check of a folder and its use.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Works_in_the_folder_that_it_opened_when_a_link_takes_its_place()
    {
        _folder.Write("outside/victim", "precious");
        _guard.Ensure(_folder["root/a"]);
        Directory.Move(_folder["root/a"], _folder["root/aside"]);
        Directory.CreateSymbolicLink(_folder["root/a"], _folder["outside"]);

        _guard.PlaceNew(_folder.Write("new", "new"), _folder["root/a/file"]);
        _guard.PlaceOver(_folder.Write("other", "other"), _folder["root/a/victim"]);
        var pinned = _guard.Pinned(_folder["root/a/state"]);
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText(pinned, "state");
            Assert.AreEqual("state", File.ReadAllText(_folder["root/aside/state"]));
            Assert.AreEqual(_folder["root/aside/state"], HeldFolder.Shown(pinned), "What a message says");
        }

        Assert.IsTrue(_guard.DeleteIf(_folder["root/a/victim"], _ => true, _folder["root"]));

        Assert.AreEqual("new", File.ReadAllText(_folder["root/aside/file"]));
        Assert.AreEqual("victim", Directory.GetFileSystemEntries(_folder["outside"]).Select(Path.GetFileName).Single());
        Assert.AreEqual("precious", File.ReadAllText(_folder["outside/victim"]));
    }

    [TestMethod]
    public void Opens_no_link_below_the_root()
    {
        _folder.Write("outside/sub/victim", "precious");
        Directory.CreateSymbolicLink(_folder["root/link"], _folder["outside"]);

        Assert.Throws<IOException>(() => _guard.Ensure(_folder["root/link"]));
        Assert.Throws<IOException>(() => _guard.Ensure(_folder["root/link/sub"]));
        Assert.Throws<IOException>(() => _guard.Ensure(_folder["root/link/new"]));
        Assert.Throws<IOException>(() => _guard.Ensure(_folder["outside"]));
        Assert.Throws<IOException>(() => _guard.PlaceOver(_folder.Write("new", "new"), _folder["root/link/sub/victim"]));
        Assert.Throws<IOException>(() => _guard.DeleteFolder(_folder["root/link/sub"], withFiles: true));
        Assert.Throws<IOException>(() => _guard.DeleteFolder(_folder["root/link"], withFiles: true));
        Assert.IsFalse(_guard.DeleteIf(_folder["root/link/sub/victim"], _ => true, _folder["root"]));

        Assert.AreEqual("precious", File.ReadAllText(_folder["outside/sub/victim"]));
        CollectionAssert.AreEqual(new[] { "sub" }, Directory.GetFileSystemEntries(_folder["outside"]).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void Deletes_a_folder_with_a_link_and_not_what_it_points_to()
    {
        _folder.Write("elsewhere/mine", "mine");
        _folder.Write("root/own/sub/file", "");
        Directory.CreateSymbolicLink(_folder["root/own/sub/linked"], _folder["elsewhere"]);

        _guard.DeleteFolder(_folder["root/own"], withFiles: true);
        _guard.DeleteFolder(_folder["root/own"], withFiles: true);

        Assert.IsFalse(Directory.Exists(_folder["root/own"]));
        Assert.AreEqual("mine", File.ReadAllText(_folder["elsewhere/mine"]));
    }

    [TestMethod]
    public void Deletes_empty_folders_up_to_the_end_and_to_a_folder_with_something_in_it()
    {
        Directory.CreateDirectory(_folder["root/a/b"]);
        Directory.CreateDirectory(_folder["root/d/e"]);
        _folder.Write("root/d/mine", "mine");

        _guard.DeleteEmptyFolders(_folder["root/a/b/c"], _folder["root"] + Path.DirectorySeparatorChar);
        _guard.DeleteEmptyFolders(_folder["root/d/e"], _folder["root"]);

        Assert.IsFalse(Directory.Exists(_folder["root/a"]) || Directory.Exists(_folder["root/d/e"]));
        Assert.IsTrue(Directory.Exists(_folder["root"]) && File.Exists(_folder["root/d/mine"]));
    }

    [TestMethod]
    public void Creates_a_folder_anew_that_it_has_deleted()
    {
        _guard.Ensure(_folder["root/a/b"]);
        _guard.DeleteEmptyFolders(_folder["root/a/b"], _folder["root"]);
        _guard.Ensure(_folder["root/a/b"]);
        Assert.IsTrue(Directory.Exists(_folder["root/a/b"]));
    }

    [TestMethod]
    public void Deletes_a_folder_without_files_only_where_it_has_none()
    {
        Directory.CreateDirectory(_folder["root/a/b"]);
        _guard.DeleteFolder(_folder["root/a"], withFiles: false);
        Assert.IsFalse(Directory.Exists(_folder["root/a"]));

        _folder.Write("root/c/d/mine", "mine");
        Assert.Throws<IOException>(() => _guard.DeleteFolder(_folder["root/c"], withFiles: false));
        Assert.IsTrue(File.Exists(_folder["root/c/d/mine"]));

        Directory.CreateDirectory(_folder["elsewhere"]);
        Directory.CreateDirectory(_folder["root/e"]);
        Directory.CreateSymbolicLink(_folder["root/e/link"], _folder["elsewhere"]);
        Assert.Throws<IOException>(() => _guard.DeleteFolder(_folder["root/e"], withFiles: false));
        Assert.IsTrue(Directory.Exists(_folder["elsewhere"]) && Directory.Exists(_folder["root/e/link"]));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Keeps_few_folders_open_also_where_many_threads_use_many()
    {
        var before = OpenFiles();
        var folders = Enumerable.Range(0, 500).Select(number => _folder[$"root/{number % 10}/{number}"]).ToArray();
        foreach (var folder in folders)
        {
            _guard.Ensure(folder);
            File.WriteAllText(Path.Join(folder, "scratch"), "");
        }

        Assert.IsLessThan(100, OpenFiles() - before);
        await Parallel.ForEachAsync(folders, TestContext.CancellationToken, (folder, _) =>
        {
            _guard.PlaceNew(Path.Join(folder, "scratch"), Path.Join(folder, "placed"));
            return default;
        });
        Assert.IsTrue(folders.All(folder => File.Exists(Path.Join(folder, "placed"))));
    }

    private int OpenFiles() => Directory.GetFileSystemEntries("/proc/self/fd").Count(file => new FileInfo(file).LinkTarget?.StartsWith(_folder.Path, StringComparison.Ordinal) == true);
}
