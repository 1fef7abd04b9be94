using System.Diagnostics;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>On a file system of four megabytes that is really full.</summary>
[TestClass]
public sealed class FullDisksTests
{
    private const long Length = 6_000_000;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(false, 1, DisplayName = "known length: before a byte is transferred into it")]
    [DataRow(true, 1, DisplayName = "unknown length: in the middle")]
    public async Task Are_reported_and_leave_what_was_in_place(bool noLength, int requests)
    {
        using var folder = new TemporaryFolder();
        await using var disk = await MountAsync(folder["disk"]);
        await using var scene = await EngineScene.StartAsync();
        scene.Destination = disk.Path;
        scene.Settings = scene.Settings with { CacheDirectory = null };
        scene.Dataset.File("a.bin", "old").File("b.bin", "old");
        await scene.FetchAsync(TestContext.CancellationToken);
        scene.Dataset.File("a.bin", "new").File("b.bin", Length, seed: 1, new ObjectOptions { NoLength = noLength });
        scene.Service.Journal.Clear();

        var problem = await scene.FailAsync(TestContext.CancellationToken);

        Assert.AreEqual("FWDS5003", problem.Code, problem.Message);
        Assert.MatchesRegex("[0-9]+ bytes are needed, [0-9]+ bytes are free", problem.Message);
        Assert.AreEqual(requests, scene.Service.Journal.Storage.Count(request => request.File == "b.bin"));
        Assert.AreEqual("old", File.ReadAllText(scene.InPlace("a.bin")));
        Assert.AreEqual("old", File.ReadAllText(scene.InPlace("b.bin")));
        Assert.IsLessThan(100_000L, disk.Used(), "Something half-written is left.");
    }

    [TestMethod]
    public async Task Without_room_for_another_folder_are_full_too()
    {
        using var folder = new TemporaryFolder();
        await using var disk = await MountAsync(folder["disk"], "nr_inodes=3");
        await using var scene = await EngineScene.StartAsync();
        scene.Destination = disk.Path;
        scene.Dataset.File("a.bin", "new");

        var problem = await scene.FailAsync(TestContext.CancellationToken);

        Assert.AreEqual("FWDS5003", problem.Code, problem.Message);
        Assert.IsFalse(File.Exists(scene.InPlace("a.bin")));
    }

    [TestMethod]
    public async Task Are_not_blamed_on_the_store()
    {
        using var folder = new TemporaryFolder();
        await using var disk = await MountAsync(folder["disk"]);
        await using var scene = await EngineScene.StartAsync();
        scene.Destination = disk.Path;
        scene.Dataset.File("b.bin", Length, seed: 1);

        var problem = await scene.FailAsync(TestContext.CancellationToken);

        Assert.AreEqual("FWDS5003", problem.Code, problem.Message);
        Assert.IsEmpty(scene.Log.Diagnostics);
        Assert.IsFalse(File.Exists(scene.InPlace("b.bin")));
    }

    private static async Task<Disk> MountAsync(string path, string limit = "size=4m")
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsLinux() || await RunAsync("mount", "-t", "tmpfs", "-o", $"{limit},mode=700", "tmpfs", path) != 0)
        {
            Assert.Inconclusive("This machine does not let the test mount a small tmpfs: it takes Linux and root.");
        }

        return new Disk(path);
    }

    private static async Task<int> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private sealed class Disk(string path) : IAsyncDisposable
    {
        public string Path => path;

        public long Used() => new DriveInfo(path) is var drive ? drive.TotalSize - drive.AvailableFreeSpace : 0;

        public async ValueTask DisposeAsync() => await RunAsync("umount", "-l", path);
    }
}
