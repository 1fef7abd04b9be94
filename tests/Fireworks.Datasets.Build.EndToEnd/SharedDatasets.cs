using Fireworks.Datasets.Build.EndToEnd.Infra;
using Fireworks.Datasets.Emulator;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>Many projects, one dataset, at the same moment: each file comes over the network once.</summary>
[TestClass]
public class SharedDatasets : EndToEndTest
{
    [TestMethod]
    public async Task Of_six_projects_built_at_once()
    {
        var eval = AddEval();
        var (solution, projects) = SixProjects();

        (await Sandbox.RunAsync(Sandbox.Root, logged: true, ["build", solution, "-m:6", "-nologo"])).Succeeded();

        AssertEachFileOnce();
        foreach (var project in projects)
        {
            AssertFile(project.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
            AssertFile(project.Output("datasets/eval/train.jsonl"), ContentsOf("train.jsonl"));
        }

        AssertLockFile(eval);
    }

    [TestMethod]
    public async Task Of_two_processes_at_once()
    {
        var eval = AddEval();
        Service.Options.StorageLatency = TimeSpan.FromMilliseconds(500);
        var (first, second) = (Shared("app"), Shared("other"));
        await Task.WhenAll(first.EnsureRestoredAsync(), second.EnsureRestoredAsync());

        foreach (var build in await Task.WhenAll(first.ResolveAsync(), second.ResolveAsync()))
        {
            build.Succeeded();
        }

        AssertEachFileOnce();
        AssertFile(first.InPlace("acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertFile(second.InPlace("acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertLockFile(eval);
    }

    [TestMethod]
    public async Task Of_two_processes_one_of_which_is_killed_in_the_middle()
    {
        var big = AddDataset("acme/eval").File("big.bin", length: 2 << 20, seed: 1);
        Service.Options.BytesPerSecondPerConnection = 1 << 20;
        var (first, second) = (Shared("app"), Shared("other"));
        await Task.WhenAll(first.EnsureRestoredAsync(), second.EnsureRestoredAsync());

        using var killed = await first.StartAsync("msbuild", "-t:ResolveFireworksDatasets");
        await Service.Journal.WaitForAsync(request => request.Kind == RequestKind.Storage).WaitAsync(TimeSpan.FromMinutes(1));
        var survivor = second.ResolveAsync();
        await killed.KillAsync();
        (await survivor).Succeeded();

        Assert.AreEqual(big.Sha256("big.bin"), Digest(second.InPlace("acme/eval/big.bin")));
        Assert.IsFalse(File.Exists(first.InPlace("acme/eval/big.bin")), "half a file");

        Service.Journal.Clear();
        (await first.ResolveAsync()).Succeeded();
        Assert.AreEqual(big.Sha256("big.bin"), Digest(first.InPlace("acme/eval/big.bin")));
        AssertNoRequest();
    }

    private TestProject Shared(string name) => CSharp(name).Dataset("acme/eval")
        .Property("FireworksDatasetsLockFilePath", "../common.lock.json");

    private (string Solution, TestProject[] Projects) SixProjects()
    {
        var projects = Enumerable.Range(1, 6).Select(number => Shared($"project{number}")).ToArray();
        var entries = string.Concat(projects.Select(project => $"""<Project Path="{Path.GetRelativePath(Sandbox.Root, project.Write())}" />"""));
        return (Sandbox.Write("all.slnx", $"<Solution>{entries}</Solution>"), projects);
    }

    private void AssertEachFileOnce()
    {
        var bodies = Service.Journal.Storage.Where(request => request.Status is 200 or 206).Select(request => request.File!).Order(StringComparer.Ordinal);
        CollectionAssert.AreEqual((string[])["test.jsonl", "train.jsonl"], bodies.ToArray(), string.Join('\n', Service.Journal.Entries));
    }

    private void AssertLockFile(EmulatedDataset eval)
    {
        var lockFile = File.ReadAllText(Path.Combine(Sandbox.Root, "common.lock.json"));
        Assert.Contains(eval.Sha256("test.jsonl"), lockFile);
        Assert.Contains(eval.Sha256("train.jsonl"), lockFile);
    }

    private static string Digest(string file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));
}
