using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Acquiring;

[TestClass]
public sealed class OfflineTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Every_missing_file_is_named_however_many_there_are()
    {
        string[] names = [.. Enumerable.Range(0, 250).Select(number => $"{number:000}.jsonl")];
        using var placed = new PlacedScene();
        var settings = new FetchSettings
        {
            Service = new(new("https://api.example/"), AllowsMachineKey: true),
            LockFilePath = "fireworks.datasets.lock.json",
            Offline = true,
        };
        var services = new FetchServices(FakeMachine.With(home: null), TimeProvider.System, () => 0, _ => throw new InvalidOperationException("A connection."));
        var lockFile = PlacedScene.Locked([.. names.Select(name => (name, (string?)name))]);

        var failure = await Assert.ThrowsExactlyAsync<DatasetException>(() =>
            new DatasetFetcher(settings, lockFile, services, new RecordingLog()).FetchAsync([placed.Request()], TestContext.CancellationToken));

        CollectionAssert.AreEqual((string[])["FWDS4006"], failure.Diagnostics.Select(problem => problem.Code).Distinct().ToArray());
        var all = string.Join('\n', failure.Diagnostics.Select(problem => problem.Message));
        Assert.AreEqual("", string.Join(' ', names.Where(name => !all.Contains($"'{name}'", StringComparison.Ordinal))));
    }
}
