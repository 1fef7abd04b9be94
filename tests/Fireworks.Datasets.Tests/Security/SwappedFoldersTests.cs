using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>Somebody who may write to the datasets folder puts a link in the place of a folder, and takes it away again, while a build runs.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class SwappedFoldersTests
{
    private const int Rounds = 12, Files = 60;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("acme")]
    [DataRow("acme/eval")]
    [DataRow("acme/eval/sub")]
    [DataRow(".fireworks")]
    [DataRow(".fireworks/tmp")]
    [DataRow(".fireworks/state/acme")]
    public async Task Lead_no_file_outside_and_remove_none_there(string folder)
    {
        await using var scene = await FetchScene.StartAsync();
        var names = Enumerable.Range(0, Files).Select(number => $"sub/{number}.txt").ToArray();
        scene.Add(names);
        await scene.FetchAsync(TestContext.CancellationToken);
        var outside = CopyOf(Path.Join(scene.Datasets, folder), Path.Join(scene.Outside, "copy"));
        using var done = new CancellationTokenSource();
        var swapping = Task.Run(() => Swap(Path.Join(scene.Datasets, folder), Path.Join(scene.Outside, "copy"), done.Token), TestContext.CancellationToken);

        for (var round = 0; round < Rounds; round++)
        {
            try
            {
                DatasetCleaner.Clean(scene.Datasets, TestContext.CancellationToken);
                await scene.FetchAsync(TestContext.CancellationToken);
            }
            catch (Exception exception) when (exception is DatasetException or IOException or UnauthorizedAccessException)
            {
                // A build may fail that comes upon the link.
            }
        }

        await done.CancelAsync();
        await swapping;
        Assert.AreEqual(outside, Listed(Path.Join(scene.Outside, "copy")));
    }

    private static void Swap(string folder, string target, CancellationToken done)
    {
        var aside = folder + "-aside";
        while (!done.IsCancellationRequested)
        {
            // The build removes and makes folders meanwhile, so that each step may fail.
            Try(() => Directory.Move(folder, aside));
            Try(() => File.CreateSymbolicLink(folder, target));
            Thread.SpinWait(2000);
            Try(() => File.Delete(folder));
            Try(() => Directory.Move(aside, folder));
            Try(() => Directory.Delete(aside, recursive: true));
            Thread.SpinWait(2000);
        }
    }

    private static void Try(Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next round tries again.
        }
    }

    /// <summary>The same files with the same time stamps, so that they look like what the engine has placed.</summary>
    private static string CopyOf(string folder, string target)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Join(target, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(file));
        }

        Directory.CreateDirectory(target);
        return Listed(target);
    }

    private static string Listed(string folder) => string.Join('\n', Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        .Select(entry => $"{entry} {(File.Exists(entry) ? File.ReadAllText(entry) : "")}").Order(StringComparer.Ordinal));
}
