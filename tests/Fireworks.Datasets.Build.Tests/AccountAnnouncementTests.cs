using Fireworks.Datasets.Build.Tests.Infra;
using Fireworks.Datasets.Contents;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Tests;

/// <summary>A lock file names an account that the project does not, and this machine names another.</summary>
[TestClass]
[DoNotParallelize]
public sealed class AccountAnnouncementTests : IDisposable
{
    private const string Variable = "FIREWORKS_ACCOUNT_ID";
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly ProjectScene _project = new();

    public AccountAnnouncementTests() => _project.Fetched("a.txt", "b.txt");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        _project.Dispose();
    }

    [TestMethod]
    [DataRow("mine", 1)]
    [DataRow("acme", 0)]
    [DataRow(null, 0)]
    public void Is_made_once_by_a_build_that_fetches(string? machine, int times)
    {
        Environment.SetEnvironmentVariable(Variable, machine);
        LoseAFile();
        using var task = Build();

        Assert.IsTrue(task.Execute(), _project.Engine.Codes);

        AssertSaid(times, "<FireworksDataset Include=\"acme/eval\" />");
    }

    [TestMethod]
    public void Is_not_made_where_all_is_in_place()
    {
        Environment.SetEnvironmentVariable(Variable, "mine");
        using var task = Build();

        Assert.IsTrue(task.Execute(), _project.Engine.Codes);

        AssertSaid(0, "");
    }

    /// <summary>The account may be the reason.</summary>
    [TestMethod]
    public void Is_made_by_a_build_that_fails_to_fetch()
    {
        Environment.SetEnvironmentVariable(Variable, "mine");
        File.Delete(_project.InPlace("a.txt"));
        using var task = Build();

        Assert.IsFalse(task.Execute());

        Assert.AreEqual("FWDS4006", _project.Engine.Codes);
        AssertSaid(1, "<FireworksDataset Include=\"acme/eval\" />");
    }

    [TestMethod]
    public void Is_made_by_the_public_task_too()
    {
        Environment.SetEnvironmentVariable(Variable, "mine");
        LoseAFile();
        using var task = _project.Fetch("eval");
        (task.LockFilePath, task.CacheDirectory) = (_project.LockFile, _project.Path("store"));

        Assert.IsTrue(task.Execute(), _project.Engine.Codes);

        AssertSaid(1, "<FetchFireworksDataset Account=\"acme\" Dataset=\"eval\" />");
    }

    private void LoseAFile()
    {
        var (path, digest) = (_project.InPlace("a.txt"), Sha256Digest.Of(File.ReadAllBytes(_project.InPlace("a.txt"))).ToString());
        Directory.CreateDirectory(_project.Path($"store/sha256/{digest[..2]}"));
        File.Move(path, _project.Path($"store/sha256/{digest[..2]}/{digest}"));
    }

    private ResolveFireworksDatasets Build()
    {
        var task = _project.Resolve(ProjectScene.Item("eval", ("Files", "a.txt")), ProjectScene.Item("eval", ("Files", "b.txt")));
        task.Settings.SetMetadata("CacheDirectory", _project.Path("store"));
        return task;
    }

    private void AssertSaid(int times, string line)
    {
        var said = _project.Engine.Messages.Where(message => message.Message!.Contains("came from the lock file", StringComparison.Ordinal)).ToArray();
        Assert.HasCount(times, said);
        Assert.IsTrue(said.All(message => message.Importance == MessageImportance.High && message.Message!.Contains(line, StringComparison.Ordinal)
            && message.Message.Contains(Variable, StringComparison.Ordinal)));
    }
}
