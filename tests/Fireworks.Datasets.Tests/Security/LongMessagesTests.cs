using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;
using MessageLevel = Fireworks.Datasets.Diagnostics.MessageLevel;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>A server or a lock file with thousands of names does not decide how long the log is.</summary>
[TestClass]
public sealed class LongMessagesTests
{
    private const int Files = 2_000, Bearable = 64 * 1024;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Of_pinned_files_that_are_gone_are_bounded()
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File("a.txt", "1");
        var locked = PlacedScene.Locked(Many("1"));
        scene.Settings = scene.Settings with { LockFilePath = Path.Join(scene.Folder, "lock.json"), Update = UpdateScope.None };
        locked.Write(scene.Settings.LockFilePath);

        await AssertBearableAsync("FWDS4001", () => scene.FetchAsync(TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task Of_files_that_fail_are_bounded_with_their_retries()
    {
        await using var scene = await EngineScene.StartAsync();
        foreach (var (name, _) in Many("1").Take(500))
        {
            scene.Dataset.File(name, "1");
        }

        scene.Service.Faults.Add(Emulator.Fault.CorruptBody(0).On(Emulator.RequestKind.Storage).Always());

        await AssertBearableAsync("FWDS4004", () => scene.FetchAsync(TestContext.CancellationToken));

        Assert.IsLessThan(2 * Bearable, Length(scene.Log.Messages.Where(message => message.Level == MessageLevel.Normal).Select(message => message.Text)));
        Assert.IsTrue(scene.Log.Messages.Any(message => message.Level == MessageLevel.Low && message.Text.Contains("trying again", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Of_files_that_are_missing_offline_are_bounded()
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Settings = scene.Settings with { LockFilePath = Path.Join(scene.Folder, "lock.json"), Update = UpdateScope.None, Offline = true };
        PlacedScene.Locked(Many("1")).Write(scene.Settings.LockFilePath);

        await AssertBearableAsync("FWDS4006", () => scene.FetchAsync(TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task Of_files_that_differ_are_bounded()
    {
        using var dataset = new PlacedScene();

        await AssertBearableAsync("FWDS4008", () => Task.FromResult(
            new DatasetVerifier(PlacedScene.Locked(Many("1")), new RecordingLog()).Verify([dataset.Request()], TestContext.CancellationToken)));
    }

    [TestMethod]
    public async Task Of_files_that_another_build_pinned_otherwise_are_bounded() => await AssertBearableAsync("FWDS4001", () => Task.FromResult(
        LockFileMerge.Apply(PlacedScene.Locked(Many("1")), [new(PlacedScene.Key, null, Known("2"), Update: false, Before: null)])));

    [TestMethod]
    public async Task Of_an_update_are_bounded()
    {
        await using var scene = await EngineScene.StartAsync();
        foreach (var (name, _) in Many("1"))
        {
            scene.Dataset.File(name, "1");
        }

        scene.Settings = scene.Settings with { LockFilePath = Path.Join(scene.Folder, "lock.json") };
        await scene.FetchAsync(TestContext.CancellationToken);

        string[] updated = [.. scene.Log.Messages.Where(message => message.Level == MessageLevel.High && message.Text.Contains("updated", StringComparison.Ordinal)).Select(message => message.Text)];
        Assert.IsLessThan(Bearable, Length(updated));
        Assert.IsGreaterThan(20, updated.Length);
        Assert.Contains($": {Files - (updated.Length - 1)} more files", updated[^1]);
    }

    private static async Task AssertBearableAsync<T>(string code, Func<Task<T>> fail)
    {
        var failure = await Assert.ThrowsExactlyAsync<DatasetException>(fail);

        CollectionAssert.AreEqual((string[])[code], failure.Diagnostics.Select(problem => problem.Code).Distinct().ToArray());
        Assert.IsLessThan(Bearable, Length(failure.Diagnostics.Select(problem => problem.Message)));
        Assert.MatchesRegex("[0-9]+ more", failure.Diagnostics[^1].Message);
    }

    private static int Length(IEnumerable<string> texts) => texts.Sum(text => Encoding.UTF8.GetByteCount(text) + 200);

    private static (string Name, string? Contents)[] Many(string contents) =>
        [.. Enumerable.Range(0, Files).Select(number => ($"{number:d4}{new string('x', 180)}", (string?)contents))];

    private static Dictionary<string, Content> Known(string contents) =>
        Many(contents).ToDictionary(file => file.Name, file => PlacedScene.ContentOf(file.Contents!), StringComparer.Ordinal);
}
