using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Tests.Names;

/// <summary>What conflicts is <see cref="FileNamesTests"/>'s matter; this one's is what it costs.</summary>
[TestClass]
[DoNotParallelize]
public class PathSetTests
{
    public TestContext TestContext { get; set; } = null!;

    /// <summary>Each with folders of its own, so that no two names share anything.</summary>
    [TestMethod]
    public void Of_deep_names_takes_memory_in_proportion_to_their_length() => AssertInProportion(
        Enumerable.Range(0, 10_000).Select(number => string.Join('/', Enumerable.Range(0, SafeRelativePath.MaxFolders + 1).Select(level => $"{number:d7}-{level:d6}x"))[..SafeRelativePath.MaxBytes]));

    [TestMethod]
    public void Of_short_names_in_many_folders_takes_memory_in_proportion_to_their_length() => AssertInProportion(
        Enumerable.Range(0, 10_000).Select(number => $"{(char)(0x4E00 + number)}{string.Concat(Enumerable.Repeat("/d", SafeRelativePath.MaxFolders))}"));

    [TestMethod]
    public void Of_names_in_one_deep_folder_takes_memory_in_proportion_to_their_length() => AssertInProportion(
        Enumerable.Range(0, 10_000).Select(number => $"{string.Concat(Enumerable.Repeat("folder-of-12/", SafeRelativePath.MaxFolders))}{number:d96}"));

    [TestMethod]
    public void Of_many_usual_names_takes_memory_in_proportion_to_their_length() => AssertInProportion(
        Enumerable.Range(0, 100_000).Select(number => $"split-{number % 100:d3}/train-{number:d6}-of-100000.jsonl"));

    /// <summary>A trailing part of a name is no name, and one that begins like another is another.</summary>
    [TestMethod]
    public void Tells_apart_what_only_looks_alike()
    {
        var set = new PathSet<string>();
        foreach (var path in (string[])["a/b/c", "a/bc", "ab/c", "b/c", "c", "a/b/cc"])
        {
            Assert.IsTrue(set.TryAdd(path, path, out var conflict), $"{path} is taken for {conflict}");
        }

        Assert.AreEqual("a/b/c", set.FindConflict("A/B"));
        Assert.AreEqual("a/b/c", set.FindConflict("a/b/C/d/e"));
        Assert.AreEqual("ab/c", set.FindConflict("ab"));
        Assert.IsNull(set.FindConflict("a/c"));
        Assert.IsNull(set.FindConflict("bc"));
    }

    /// <summary>Against the plain way, which keeps every folder as a text.</summary>
    [TestMethod]
    public void Finds_the_same_conflicts_as_a_table_of_all_folders()
    {
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var (set, files, folders) = (new PathSet<string>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
            for (var step = 0; step < 30; step++)
            {
                var path = string.Join('/', Enumerable.Range(0, random.Next(1, 6)).Select(_ => ((string[])["a", "b", "ab", "aba"])[random.Next(4)]));
                string[] above = [.. Enumerable.Range(0, path.Length).Where(at => path[at] == '/').Select(at => path[..at])];
                var conflicts = files.Contains(path) || folders.Contains(path) || Array.Exists(above, files.Contains);
                var what = $"round {round}: '{path}' among {string.Join(' ', files)}";

                Assert.AreEqual(conflicts, set.FindConflict(path) is not null, what);
                Assert.AreEqual(conflicts, !set.TryAdd(path, path, out var conflict), what);
                Assert.IsTrue(!conflicts || (files.Contains(conflict!) && (conflict == path || conflict!.StartsWith($"{path}/", StringComparison.Ordinal) || above.Contains(conflict))), what);
                if (!conflicts)
                {
                    files.Add(path);
                    folders.UnionWith(above);
                }
            }
        }
    }

    private void AssertInProportion(IEnumerable<string> all)
    {
        string[] names = [.. all];
        var length = names.Sum(name => (long)sizeof(char) * name.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var set = new PathSet<string>(names.Length);
        foreach (var name in names)
        {
            Assert.IsTrue(set.TryAdd(name, name, out _));
        }

        var factor = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / length;
        TestContext.WriteLine($"{factor:f1} times {length / 1e6:f1} MB");
        Assert.IsLessThan(8, factor);
    }
}
