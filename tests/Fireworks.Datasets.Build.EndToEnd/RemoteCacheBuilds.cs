using System.IO.Compression;
using System.Text;
using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>
/// Machines, each with its own HOME, cache and clone, that share an nginx with the documented configuration. What a cache can
/// do wrong, and how many agents ask for how much, is tested on the engine: NginxCacheTests and FleetModelTests.
/// </summary>
[TestClass]
public class RemoteCacheBuilds : EndToEndTest
{
    private const string TokenVariable = "DATASETS_CACHE_TOKEN";

    private Nginx _cache = null!;

    [TestInitialize]
    public async Task StartCacheAsync()
    {
        _cache = await Nginx.StartAsync(TestSession.Repository, Path.Combine(Sandbox.Root, "nginx"));
        Join(Sandbox, _cache.WriteToken);
    }

    [TestCleanup]
    public async Task StopCacheAsync()
    {
        if (_cache is not null)
        {
            await _cache.DisposeAsync();
        }
    }

    [TestMethod]
    public async Task Share_one_download_and_the_second_machine_needs_no_key()
    {
        AddEval();
        var first = Project(Sandbox);
        var build = (await first.BuildAsync()).Succeeded();
        AssertRequests(resolves: 1, transfers: 2);
        Assert.Contains("from the network", build.Output);
        await AssertNoSecretAsync(build);

        var second = await CloneAsync(first, _cache.ReadToken);
        second.Sandbox.Environment.Remove("FIREWORKS_API_KEY");
        var again = (await second.BuildAsync("-p:FireworksDatasetsLockedMode=true", "-p:FireworksDatasetsRemoteCacheReadOnly=true")).Succeeded();

        AssertNoRequest();
        Assert.Contains("from the remote cache", again.Output);
        AssertFile(second.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertFile(second.Output("datasets/eval/train.jsonl"), ContentsOf("train.jsonl"));
    }

    [TestMethod]
    public async Task Get_one_warning_and_the_right_bytes_from_a_poisoned_cache()
    {
        var eval = AddEval();
        var first = Project(Sandbox);
        (await first.ResolveAsync()).Succeeded();
        File.WriteAllText(_cache.FileOf(eval.Sha256("test.jsonl")), "poison, of other length");
        File.WriteAllText(_cache.FileOf(eval.Sha256("train.jsonl")), ContentsOf("t_ain.jsonl"));
        Service.Journal.Clear();

        var second = await CloneAsync(first, _cache.WriteToken);
        (await second.BuildAsync("-warnaserror")).SucceededWithWarnings("FWDS5006");

        AssertRequests(resolves: 1, transfers: 2);
        AssertFile(second.Output("datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertFile(second.Output("datasets/eval/train.jsonl"), ContentsOf("train.jsonl"));
        AssertFile(_cache.FileOf(eval.Sha256("test.jsonl")), ContentsOf("test.jsonl"));
    }

    [TestMethod]
    public async Task Go_on_without_a_cache_that_is_gone()
    {
        AddEval();
        await _cache.StopAsync();
        var project = Project(Sandbox);

        (await project.ResolveAsync("-warnaserror")).SucceededWithWarnings("FWDS5006");

        AssertRequests(resolves: 1, transfers: 2);
        AssertFile(project.InPlace("acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
    }

    [TestMethod]
    public async Task Share_it_with_the_bare_task()
    {
        AddEval();
        var first = Project(Sandbox);
        (await first.ResolveAsync()).Succeeded();
        Service.Journal.Clear();

        var second = await CloneAsync(first, _cache.ReadToken);
        second.Sandbox.Environment.Remove("FIREWORKS_API_KEY");
        second.Sandbox.Environment.Remove("FIREWORKS_DATASETS_REMOTE_CACHE");
        second.Remove("FireworksDataset").Xml($"""
            <Target Name="GetEval">
              <FetchFireworksDataset Account="acme" Dataset="eval" Lineage="false" LockFilePath="fireworks.datasets.lock.json" LockedMode="true"
                                     RemoteCache="{_cache.Url}" RemoteCacheReadOnly="true" RemoteCacheTokenVariable="{TokenVariable}">
                <Output TaskParameter="FetchedFiles" ItemName="EvalFile" />
              </FetchFireworksDataset>
            </Target>
            """);
        var files = (await second.TargetAsync("GetEval", "-getItem:EvalFile")).Succeeded().Items("EvalFile");

        AssertNoRequest();
        Assert.HasCount(2, files);
        AssertFile(files[0]["FullPath"], ContentsOf("test.jsonl"));
    }

    private static TestProject Project(Sandbox machine) => new TestProject(machine, "app", Language.CSharp)
        .Dataset("acme/eval").Property("FireworksDatasetsRemoteCacheTokenVariable", TokenVariable);

    /// <summary>On another machine, what is in source control.</summary>
    private async Task<TestProject> CloneAsync(TestProject original, string token)
    {
        var machine = await Sandbox.CreateAsync(Path.Combine(Sandbox.Root, "machine2"), Sandbox.Feed);
        machine.Environment["FIREWORKS_API_KEY"] = Service.ApiKey;
        machine.Environment["FIREWORKS_BASE_URL"] = Service.Url;
        Join(machine, token);
        var clone = Project(machine);
        File.Copy(original.LockFile, clone.LockFile);
        return clone;
    }

    private void Join(Sandbox machine, string token)
    {
        machine.Environment["FIREWORKS_DATASETS_REMOTE_CACHE"] = _cache.Url;
        machine.Environment[TokenVariable] = token;
        machine.Environment["SSL_CERT_FILE"] = _cache.CertificateFile;
    }

    private async Task AssertNoSecretAsync(BuildResult build)
    {
        await using var log = new GZipStream(File.OpenRead(build.BinaryLogFile), CompressionMode.Decompress);
        using var contents = new MemoryStream();
        await log.CopyToAsync(contents);
        foreach (var secret in (string[])[_cache.WriteToken, Service.ApiKey])
        {
            Assert.DoesNotContain(secret, build.Output);
            Assert.AreEqual(-1, contents.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)), "a secret in the binary log");
        }
    }
}
