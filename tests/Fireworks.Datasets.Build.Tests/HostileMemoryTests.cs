using System.Security.Cryptography;
using Fireworks.Datasets.Build.Memory;
using Fireworks.Datasets.Build.Tests.Infra;
using Fireworks.Datasets.Contents;
using Microsoft.Build.Framework;
using static Fireworks.Datasets.Build.Tests.Infra.LastBuildScene;

namespace Fireworks.Datasets.Build.Tests;

/// <summary>What the last build left, after somebody has changed it and corrected its checksum: it may come from a restored CI cache.</summary>
[TestClass]
public sealed class HostileMemoryTests
{
    private const string Key = "accounts/acme/datasets/eval", Digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [TestMethod]
    public void Is_a_result_or_none_and_takes_no_more_memory_than_a_small_multiple_of_its_length()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt", "sub/b.txt", "c.txt");
        ITaskItem[] items = [ProjectScene.Item("acme/eval"), ProjectScene.Item("acme/eval", ("Files", "*.txt"), ("LinkBase", "more"))];
        Run(project, items);
        var payload = File.ReadAllBytes(LastBuildFile(project))[SHA256.HashSizeInBytes..^SHA256.HashSizeInBytes];
        Assert.IsNotNull(ResultArchive.Read(new MemoryStream(payload), items, project.Datasets));
        var random = new Random(15);
        int read = 0, refused = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var changed = Changed(payload, random);
            var before = GC.GetAllocatedBytesForCurrentThread();

            var result = ResultArchive.Read(new MemoryStream(changed), items, project.Datasets);

            Assert.IsLessThan(128 * 1024 + 20L * changed.Length, GC.GetAllocatedBytesForCurrentThread() - before);
            _ = result is null ? refused++ : read++;
            foreach (var file in result?.Datasets.SelectMany(dataset => dataset.Files) ?? [])
            {
                Assert.StartsWith(project.Datasets + Path.DirectorySeparatorChar, Path.GetFullPath(file.FullPath));
            }
        }

        Assert.IsGreaterThan(100, read, "Too few could be read to say anything.");
        Assert.IsGreaterThan(100, refused, "Too few were refused to say anything.");
    }

    [TestMethod]
    public void Does_not_fail_the_build()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt", "sub/b.txt");
        Run(project, ProjectScene.Item("acme/eval"));
        var good = File.ReadAllBytes(LastBuildFile(project));
        var random = new Random(16);
        for (var round = 0; round < 300; round++)
        {
            Keep(project, good, Changed(good[SHA256.HashSizeInBytes..^SHA256.HashSizeInBytes], random));

            Run(project, ProjectScene.Item("acme/eval"));
        }
    }

    /// <summary>Each is well formed but for one thing, or says something that no build of this project can have left.</summary>
    [TestMethod]
    [DataRow("as it was", true)]
    [DataRow("a name that leads out", false)]
    [DataRow("a full path", false)]
    [DataRow("a name of the operating system", false)]
    [DataRow("an empty name", false)]
    [DataRow("a name twice", false)]
    [DataRow("names out of order", false)]
    [DataRow("a digest that is none", false)]
    [DataRow("another dataset", false)]
    [DataRow("another account", false)]
    [DataRow("the lineage", false)]
    [DataRow("a key that is none", false)]
    [DataRow("a dataset that no item names", false)]
    [DataRow("two billion files", false)]
    [DataRow("less than no files", false)]
    [DataRow("two billion datasets", false)]
    [DataRow("an item of no dataset", false)]
    [DataRow("an item below the first dataset", false)]
    [DataRow("something behind its end", false)]
    [DataRow("no end", false)]
    public void Is_believed_only_as_far_as_the_build_could_have_left_it(string kind, bool believed)
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt", "b.txt");
        var right = Run(project, ProjectScene.Item("acme/eval"));
        var good = File.ReadAllBytes(LastBuildFile(project));
        Keep(project, good, Payload(project, kind));
        var state = Garble(project);

        using var task = Task(project, ProjectScene.Item("acme/eval"));
        Assert.IsTrue(task.Execute(), project.Engine.Codes);

        Assert.AreEqual(believed, IsGarbled(project));
        Assert.AreEqual(right, Describe(task));
        Assert.IsNotEmpty(state);
    }

    private static byte[] Payload(ProjectScene project, string kind)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var key = kind switch
        {
            "another dataset" => "accounts/acme/datasets/other",
            "another account" => "accounts/other/datasets/eval",
            "the lineage" => Key + "?lineage",
            "a key that is none" => "accounts/../datasets/eval",
            _ => Key,
        };
        string[] names = kind switch
        {
            "a name that leads out" => ["../../../app.csproj", "a.txt", "b.txt"],
            "a full path" => ["/etc/passwd", "a.txt", "b.txt"],
            "a name of the operating system" => ["a.txt", "b.txt", "nul"],
            "an empty name" => ["", "a.txt", "b.txt"],
            "a name twice" => ["a.txt", "a.txt", "b.txt"],
            "names out of order" => ["b.txt", "a.txt"],
            _ => ["a.txt", "b.txt"],
        };
        writer.Write(true);
        writer.Write(kind switch { "two billion datasets" => 2_000_000_000L, "a dataset that no item names" => 2L, _ => 1L });
        WriteDataset(writer, project, key, names, kind);
        if (kind == "a dataset that no item names")
        {
            WriteDataset(writer, project, "accounts/acme/datasets/more", [], kind);
        }

        writer.Write(kind switch { "an item of no dataset" => 1L, "an item below the first dataset" => -1L, _ => 0L });
        if (kind == "something behind its end")
        {
            writer.Write(true);
        }

        var bytes = stream.ToArray();
        return kind == "no end" ? bytes[..^1] : bytes;
    }

    private static void WriteDataset(BinaryWriter writer, ProjectScene project, string key, string[] names, string kind)
    {
        writer.Write(key);
        var state = new FileInfo(StateFile(project));
        writer.Write(state.Length);
        writer.Write(state.LastWriteTimeUtc.Ticks);
        writer.Write(kind switch { "two billion files" => 2_000_000_000L, "less than no files" => -1L, _ => names.Length });
        foreach (var name in names)
        {
            var file = new FileInfo(project.InPlace(name));
            writer.Write(name);
            writer.Write(file.Exists ? file.Length : 0);
            writer.Write(kind == "a digest that is none" ? "$(Property)" : file.Exists ? Sha256Digest.Of(File.ReadAllBytes(file.FullName)).ToString() : Digest);
            writer.Write(file.LastWriteTimeUtc.Ticks);
            writer.Write(true);
        }
    }

    /// <summary>Puts a payload between the digest of the inputs and a right checksum.</summary>
    private static void Keep(ProjectScene project, byte[] good, byte[] payload)
    {
        byte[] contents = [.. good[..SHA256.HashSizeInBytes], .. payload];
        File.WriteAllBytes(LastBuildFile(project), [.. contents, .. SHA256.HashData(contents)]);
    }

    private static byte[] Changed(byte[] payload, Random random)
    {
        byte[] bytes = [.. payload];
        var at = random.Next(bytes.Length);
        switch (random.Next(6))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[random.Next(at, bytes.Length)..]];
            case 2:
                return [.. bytes[..at], .. bytes[random.Next(at)..]];
            case 3:
                long[] numbers = [-1, 0, 1, 7, int.MaxValue, 2_000_000_000, long.MaxValue, long.MinValue];
                BitConverter.GetBytes(numbers[random.Next(numbers.Length)]).AsSpan(0, Math.Min(sizeof(long), bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                return bytes;
            default:
                for (var count = random.Next(1, 5); count > 0; count--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                return bytes;
        }
    }
}
