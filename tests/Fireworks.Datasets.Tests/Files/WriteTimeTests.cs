using System.Diagnostics;
using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Files;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Files;

/// <summary>Times that a file system keeps and .NET cannot hold, as a restored archive may bring them. A file system in memory keeps any.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class WriteTimeTests : IDisposable
{
    private const string InMemory = "/dev/shm";
    private static readonly DateTime s_noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly string _folder = Path.Join(InMemory, $"fwds-test-{Path.GetRandomFileName()}");

    [TestInitialize]
    public void Create()
    {
        if (!Directory.Exists(InMemory))
        {
            Assert.Inconclusive($"There is no {InMemory}.");
        }

        Directory.CreateDirectory(_folder);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [TestMethod]
    [DataRow("@253402300800", DisplayName = "the year 10000")]
    [DataRow("@-99999999999999", DisplayName = "before the year 1")]
    [DataRow("@-62135596800", DisplayName = "the begin of the year 1, which a state file uses for something else")]
    public void Out_of_range_counts_as_long_ago(string time)
    {
        var (file, other) = (Write("file", time), Write("other", time));

        Assert.AreEqual(new FileStamp(4, 1), FileStamp.Of(file));
        using (var open = OpenFile.ToRead(file))
        {
            Assert.AreEqual(new FileStamp(4, 1), OpenFile.Stamp(open.SafeFileHandle));
        }

        FileStamp.AdvancePast(file, other, s_noon);
        Assert.AreEqual(new FileStamp(4, 1), FileStamp.Of(file));
        FileStamp.Advance(file, s_noon);
        Assert.AreEqual(new FileStamp(4, s_noon.Ticks), FileStamp.Of(file));
    }

    [TestMethod]
    public void Out_of_range_is_pruned_as_long_unused()
    {
        var digest = new string('a', 64);
        var stored = Write($"sha256/aa/{digest}", "@253402300800");

        var result = new StorePruner(_folder, TimeProvider.System, new RecordingLog()).Prune(TimeSpan.FromDays(36_500), default);

        Assert.AreEqual(1, result.Contents);
        Assert.IsFalse(File.Exists(stored));
    }

    private string Write(string name, string time)
    {
        var path = Path.Join(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "text");
        using var touch = Process.Start("touch", ["-d", time, path]);
        touch.WaitForExit();
        Assert.AreEqual(0, touch.ExitCode);
        return path;
    }
}
