using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Identity;

namespace Fireworks.Datasets.Build.Tests.Items;

[TestClass]
public sealed class GlobExcludesTests : IDisposable
{
    private static readonly DatasetKey s_dataset = new(new("acme", "eval"), Lineage: false);

    private readonly string _project = Directory.CreateTempSubdirectory("fwds-test-").FullName;

    private string List => Path.Combine(_project, "obj", "fireworks-datasets", ".fireworks", "excluded-from-globs.txt");

    public void Dispose() => Directory.Delete(_project, recursive: true);

    [TestMethod]
    public void Lists_each_file_once_and_keeps_those_of_other_destinations_while_they_are_there()
    {
        Add("data", "a;b.cs", "sub/100%.cs");
        Add("other", "c.cs");
        Add("data", "a;b.cs");
        Assert.AreEqual("data/a%253bb.cs;data/sub/100%2525.cs;other/c.cs", File.ReadAllText(List));

        File.Delete(Path.Combine(_project, "other", "c.cs"));
        Add("data", "d.cs");
        Assert.AreEqual("data/a%253bb.cs;data/d.cs;data/sub/100%2525.cs", File.ReadAllText(List));
    }

    [TestMethod]
    [DataRow("obj/fireworks-datasets/acme/eval", DisplayName = "the default destination, which globs never find")]
    [DataRow("../elsewhere")]
    public void Lists_nothing_that_globs_do_not_find(string destination)
    {
        Add(destination, "a.cs");

        Assert.IsFalse(File.Exists(List));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Lists_a_file_behind_a_link_by_its_real_path_too()
    {
        Directory.CreateDirectory(Path.Combine(_project, "data"));
        File.CreateSymbolicLink(Path.Combine(_project, "link"), "data");

        Add("link", "a.cs");

        Assert.AreEqual("data/a.cs;link/a.cs", File.ReadAllText(List));
    }

    /// <summary>MSBuild compares each name with each file, in each evaluation.</summary>
    [TestMethod]
    public void Lists_only_the_extensions_of_many_files()
    {
        Add("my data", [.. Enumerable.Range(0, 300).Select(number => $"sub/{number}.{(number % 2 == 0 ? "json" : "c'v")}")]);
        Assert.AreEqual("my data/**/*.c%2527v;my data/**/*.json", File.ReadAllText(List));

        Add("other", "x.json");
        Assert.AreEqual("my data/**/*.c%2527v;my data/**/*.json;other/x.json", File.ReadAllText(List));
    }

    [TestMethod]
    public void Lists_the_folder_of_many_files_if_one_has_no_extension()
    {
        Add("my data", [.. Enumerable.Range(0, 300).Select(number => $"{number}.json"), "none"]);
        Add("other", "x.json");
        Assert.AreEqual("my data/**;other/x.json", File.ReadAllText(List));
    }

    /// <summary>Somebody else may have written it.</summary>
    [TestMethod]
    [DataRow("x%00y;x%2500y;../../outside;/etc/passwd;\u0001")]
    [DataRow("\0\0\0")]
    [DataRow("")]
    public void Takes_no_path_from_the_list_that_is_none(string list)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(List)!);
        File.WriteAllText(List, list);

        Add("data", "a.cs");

        Assert.AreEqual("data/a.cs", File.ReadAllText(List));
    }

    private void Add(string destination, params string[] names)
    {
        var location = DatasetLocation.In(Path.GetFullPath(Path.Combine(_project, destination)), s_dataset);
        foreach (var name in names)
        {
            var path = Path.Combine(location.Folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }

        new GlobExcludes(_project).Add(location, names);
        if (destination.StartsWith("..", StringComparison.Ordinal))
        {
            Directory.Delete(location.Folder, recursive: true);
        }
    }
}
