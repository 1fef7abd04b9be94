using System.Net;
using System.Security.Cryptography;
using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>One machine, one random service, some runs on it; everything follows from the seed.</summary>
internal sealed partial class FuzzRound : IDisposable
{
    private const string ServiceHost = "api.example", StorageHost = "storage.example";

    private readonly int _seed;
    private readonly Random _random;
    private readonly FuzzText _text;
    private readonly TemporaryFolder _machine = new();
    private readonly DatasetKey _dataset;

    public FuzzRound(int seed)
    {
        (_seed, _random) = (seed, new Random(seed));
        _text = new FuzzText(_random, _machine.Path);
        _dataset = new(new("acme", "eval"), Lineage: _random.Next(4) == 0);
        Directory.CreateDirectory(Datasets);
        Directory.CreateDirectory(Path.Join(_machine.Path, "outside", "folder"));
        _machine.Write("outside/users-own.txt", Precious);
    }

    private string Datasets => Path.Join(_machine.Path, "a", "b", "project", "data");

    private string Cache => Path.Join(_machine.Path, "a", "cache");

    private string LockFilePath => Path.Join(_machine.Path, "a", "b", "project", "lock.json");

    /// <summary>Some fetches, with what each left damaged before the next.</summary>
    /// <exception cref="DatasetException">The first refusal, when all are done.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        PlantUsersFile();
        if (_random.Next(3) == 0)
        {
            await File.WriteAllBytesAsync(LockFilePath, _text.LockFile(_dataset), cancellationToken);
        }

        DatasetException? refused = null;
        for (var runs = _random.Next(1, 4); runs > 0; runs--)
        {
            try
            {
                await FetchAsync(cancellationToken);
            }
            catch (DatasetException exception)
            {
                refused ??= exception;
            }

            DamageOwnFiles();
            Plant();
        }

        if (refused is not null)
        {
            throw refused;
        }
    }

    /// <summary>Nothing outside of the engine's places was touched, and what is in place is what storage has.</summary>
    public void AssertSound()
    {
        var entries = Directory.EnumerateFileSystemEntries(_machine.Path, "*", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(Datasets, StringComparison.Ordinal) && !path.StartsWith(Cache, StringComparison.Ordinal) && !path.StartsWith(LockFilePath, StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(_machine.Path, path)).Order(StringComparer.Ordinal);
        Assert.AreEqual("a|a/b|a/b/project|outside|outside/folder|outside/users-own.txt", string.Join('|', entries).Replace('\\', '/'), $"FWDS_FUZZ_SEED={_seed}");
        Assert.AreEqual(Precious, File.ReadAllText(Path.Join(_machine.Path, "outside", "users-own.txt")), $"FWDS_FUZZ_SEED={_seed}");
        AssertPlantedIsUntouched();
        var folder = Path.Join(Datasets, _dataset.Folder);
        foreach (var file in FilesBelow(folder).Where(file => !IsPlanted(file)))
        {
            CollectionAssert.AreEqual(Contents, File.ReadAllBytes(file), $"FWDS_FUZZ_SEED={_seed}: {file}");
            AssertHarmless(Path.GetRelativePath(folder, file));
        }
    }

    public void Dispose() => _machine.Dispose();

    /// <summary>The only right contents of any file: whatever else storage sends, it declares other checksums.</summary>
    private static byte[] Contents { get; } = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("the contents\n", 40)));

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        var machine = FakeMachine.With(home: null, ("FIREWORKS_API_KEY", "fw_fuzzfuzzfuzz"));
        var settings = new FetchSettings
        {
            Service = new(new Uri($"https://{ServiceHost}/"), AllowsMachineKey: true),
            CacheDirectory = _random.Next(4) == 0 ? null : Cache,
            LockFilePath = _random.Next(3) == 0 ? null : LockFilePath,
            Update = _random.Next(4) == 0 ? UpdateScope.All : UpdateScope.None,
            MaxRetries = _random.Next(3),
            MaxConcurrency = 1 + _random.Next(4),
        };
        var handler = new ScriptedHandler(Answer);
        var services = new FetchServices(machine, TimeProvider.System, () => 0, _ => handler);
        var request = new DatasetRequest(_dataset, FileFilter.All, Floating: settings.LockFilePath is null && _random.Next(4) == 0, DatasetLocation.Under(Datasets, _dataset));
        var lockFile = settings.LockFilePath is { } path ? LockFile.Read(path) : LockFile.Empty;
        await new DatasetFetcher(settings, lockFile, services, new RecordingLog()).FetchAsync([request], cancellationToken);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        // Requests come from several threads; what they get must not depend on their order.
        var random = new Random(_seed ^ StableHash(request.RequestUri!.AbsoluteUri));
        var answer = request.RequestUri.Host == ServiceHost ? Service(random) : Storage(request, random);
        if (random.Next(12) == 0)
        {
            answer = new FuzzText(random, _machine.Path).Disturb(answer);
            if (answer.Headers.Contains("x-goog-stored-content-encoding"))
            {
                // Storage says that it has changed the bytes on the way, so that its checksums are of others, and nothing tells a cut.
                answer.Content = new ByteArrayContent(Contents);
            }
        }

        return answer;
    }

    private HttpResponseMessage Service(Random random) => new(HttpStatusCode.OK)
    {
        Content = new ByteArrayContent(new FuzzText(random, _machine.Path).Listing(StorageHost)),
    };

    private static HttpResponseMessage Storage(HttpRequestMessage request, Random random)
    {
        var bytes = random.Next(25) == 0 ? Contents[..random.Next(Contents.Length)] : Contents;
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes), RequestMessage = request };
        answer.Headers.TryAddWithoutValidation("x-goog-hash", $"md5={Convert.ToBase64String(Md5(Contents))}");
        answer.Headers.TryAddWithoutValidation("ETag", random.Next(5) == 0 ? "W/\"weak\"" : "\"strong\"");
        return answer;
    }

#pragma warning disable CA5351 // What storage declares.
    private static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351

    private static int StableHash(string text) => BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>As a killed build, a restored cache or a merge may leave them: other bytes, cut, empty, gone. Not files in place, whose time stamps say what they are.</summary>
    private void DamageOwnFiles()
    {
        string[] own = [.. FilesBelow(Path.Join(Datasets, ".fireworks")).Concat(FilesBelow(Cache))
            .Concat(File.Exists(LockFilePath) ? [LockFilePath] : []).Order(StringComparer.Ordinal)];
        foreach (var file in own.Where(file => IsOwnRegularFile(file) && _random.Next(3) == 0))
        {
            if (_random.Next(4) == 0)
            {
                File.Delete(file);
            }
            else
            {
                File.WriteAllBytes(file, _text.Mutate(File.ReadAllBytes(file)));
            }
        }
    }
}
