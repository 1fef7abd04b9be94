using System.Text;
using Fireworks.Datasets.Build.EndToEnd.Infra;
using Fireworks.Datasets.Emulator;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>
/// A test with a sandbox and a service of its own. The environment names the service and its key, as a user's would;
/// projects name datasets. When the test fails its folder stays, with the binary logs.
/// </summary>
public abstract class EndToEndTest
{
    public TestContext TestContext { get; set; } = null!;

    private protected Sandbox Sandbox { get; private set; } = null!;

    private protected FireworksEmulator Service { get; private set; } = null!;

    [TestInitialize]
    public async Task BeginAsync()
    {
        Service = await FireworksEmulator.StartAsync();
        Sandbox = await Sandbox.CreateAsync(Path.Combine(TestSession.Root, Guid.NewGuid().ToString("N")[..8]));
        Sandbox.Environment["FIREWORKS_API_KEY"] = Service.ApiKey;
        Sandbox.Environment["FIREWORKS_BASE_URL"] = Service.Url;
    }

    [TestCleanup]
    public async Task EndAsync()
    {
        await Service.DisposeAsync();
        if (TestContext.CurrentTestOutcome == UnitTestOutcome.Passed)
        {
            Folders.TryDelete(Sandbox.Root);
            return;
        }

        TestContext.WriteLine($"Kept in {Sandbox.Root}. Requests:");
        TestContext.WriteLine(Requests());
        foreach (var log in Directory.GetFiles(Sandbox.Logs, "*.binlog"))
        {
            TestContext.AddResultFile(log);
        }
    }

    private protected TestProject CSharp(string name = "app") => new(Sandbox, name, Language.CSharp);

    private protected TestProject FSharp(string name = "app") => new(Sandbox, name, Language.FSharp);

    private protected TestProject VisualBasic(string name = "app") => new(Sandbox, name, Language.VisualBasic);

    /// <param name="name">As "account/dataset".</param>
    /// <param name="files">Names of files; what is in them: <see cref="ContentsOf"/>.</param>
    private protected EmulatedDataset AddDataset(string name, params string[] files)
    {
        var (account, id) = name.Split('/') is [var first, var second] ? (first, second) : throw new ArgumentException(name, nameof(name));
        var dataset = Service.AddDataset(account, id);
        foreach (var file in files)
        {
            dataset.File(file, ContentsOf(file));
        }

        return dataset;
    }

    /// <summary>acme/eval with test.jsonl and train.jsonl: where it does not matter.</summary>
    private protected EmulatedDataset AddEval() => AddDataset("acme/eval", "test.jsonl", "train.jsonl");

    /// <summary>What <see cref="AddDataset"/> puts into a file of this name.</summary>
    protected static string ContentsOf(string file) => $"contents of {file}\n";

    protected static void AssertFile(string path, string contents)
    {
        Assert.IsTrue(File.Exists(path), $"There is no '{path}'.");
        Assert.AreEqual(contents, File.ReadAllText(path, Encoding.UTF8), path);
    }

    protected static void AssertFiles(string folder, params string[] expected) =>
        CollectionAssert.AreEqual(expected.Order(StringComparer.Ordinal).ToArray(), Folders.FilesUnder(folder),
            $"{folder}: {string.Join(", ", Folders.FilesUnder(folder))}");

    /// <summary>Exactly so many requests since the last time.</summary>
    protected void AssertRequests(int resolves, int transfers)
    {
        var all = Requests();
        Assert.AreEqual((resolves, transfers, 0), (Service.Journal.Api.Count(), Service.Journal.Storage.Count(),
            Service.Journal.Count - Service.Journal.Api.Count() - Service.Journal.Storage.Count()), all);
        Service.Journal.Clear();
    }

    protected void AssertNoRequest() => AssertRequests(0, 0);

    private string Requests() => string.Join(Environment.NewLine, Service.Journal.Entries);
}
