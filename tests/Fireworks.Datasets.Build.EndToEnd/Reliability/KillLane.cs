using System.Security.Cryptography;
using System.Text.Json;
using Fireworks.Datasets.Build.EndToEnd.Infra;
using Fireworks.Datasets.Emulator;

namespace Fireworks.Datasets.Build.EndToEnd.Reliability;

/// <summary>
/// One project whose dataset gets new contents each round; each round kills one <c>dotnet build</c> and lets a second one
/// run to its end. Every other round starts without files, the others with those of the round before.
/// </summary>
internal sealed class KillLane : IAsyncDisposable
{
    private const string Large = "large.bin";
    private const long LargeLength = 28L * 1024 * 1024;
    private const int SmallFiles = 40;

    /// <summary>From when on the random instant is taken.</summary>
    private enum Aim
    {
        Anywhere,
        AfterTheLastByte,
        AfterTheLockFile,
    }

    private readonly FireworksEmulator _service;
    private readonly Sandbox _sandbox;
    private readonly TestProject _project;
    private readonly EmulatedDataset _dataset;
    private readonly Random _random;
    private Dictionary<string, string> _old = [];
    private TimeSpan _duration = TimeSpan.FromSeconds(2);

    private KillLane(FireworksEmulator service, Sandbox sandbox, int seed)
    {
        (_service, _sandbox, _random) = (service, sandbox, new Random(seed));
        _dataset = service.AddDataset("acme", "eval");
        _project = new TestProject(sandbox, "app", Language.CSharp).Dataset("acme/eval");
        sandbox.Environment["FIREWORKS_API_KEY"] = service.ApiKey;
        sandbox.Environment["FIREWORKS_BASE_URL"] = service.Url;
    }

    private string InPlace => Path.Combine(_project.Folder, "obj", "Debug", "net10.0", "fireworks-datasets", "acme", "eval");

    private long DatasetLength { get; set; }

    public static async Task<KillLane> StartAsync(string folder, int seed)
    {
        var service = await FireworksEmulator.StartAsync(new EmulatorOptions { BytesPerSecondPerConnection = 16_000_000 });
        var lane = new KillLane(service, await Sandbox.CreateAsync(folder), seed);
        await lane._project.EnsureRestoredAsync();
        return lane;
    }

    /// <returns><see langword="null"/> where the build had ended before the kill.</returns>
    public async Task<KillRound?> RunAsync(int number)
    {
        if (number % 2 == 0)
        {
            Folders.TryDelete(Path.Combine(_project.Folder, "obj", "Debug"));
            File.Delete(_project.LockFile);
            _old = [];
        }

        var expected = NewContents(number);
        var killed = await StartAndKillAsync(expected, (Aim)(number % 3));
        var wrongAfterKill = Wrong(expected, _old);
        var phase = Phase(expected);
        var couldResume = Directory.Exists(Path.Combine(_sandbox.Cache, "partials"))
            && Directory.EnumerateFiles(Path.Combine(_sandbox.Cache, "partials"), "*.json").Any(ClaimsBytes);
        var sent = _service.Journal.Storage.Sum(request => request.BytesSent);

        _service.Journal.Clear();
        using var build = Start();
        await Task.WhenAny(_service.Journal.WaitForAsync(_ => true), build.Process.WaitForExitAsync());
        var started = DateTime.UtcNow;
        var result = await build.EndAsync();
        Assert.AreEqual(0, result.ExitCode, result.Output);
        _duration = ((_duration * 3) + (DateTime.UtcNow - started)) / 4;
        sent += _service.Journal.Storage.Sum(request => request.BytesSent);
        var wrongAtEnd = Wrong(expected, []) + expected.Keys.Count(name => !File.Exists(Path.Combine(InPlace, name)));
        var resumed = _service.Journal.Storage.Where(request => request.File == Large).Sum(request => request.BytesSent) < LargeLength;
        _old = expected;
        Folders.TryDelete(_sandbox.Cache);
        return killed ? new(phase, wrongAfterKill, wrongAtEnd, couldResume, resumed, DatasetLength, Math.Max(0, sent - DatasetLength)) : null;
    }

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    private Dictionary<string, string> NewContents(int number)
    {
        _dataset.File(Large, LargeLength, seed: number);
        DatasetLength = LargeLength;
        for (var file = 0; file < SmallFiles; file++)
        {
            var length = 1000L << (file % 10);
            _dataset.File($"small/{file:00}.bin", length, seed: (number * 100) + file);
            DatasetLength += length;
        }

        string[] names = [Large, .. Enumerable.Range(0, SmallFiles).Select(file => $"small/{file:00}.bin")];
        return names.ToDictionary(name => name, _dataset.Sha256);
    }

    private Dotnet Start() => _sandbox.Start(_project.Folder, logged: false, out _,
        "build", _project.ProjectFile, "-nologo", "--no-restore", "-m:1", "-t:FetchFireworksDatasets", "-p:FireworksDatasetsUpdate=true");

    /// <param name="aim">The times after the last byte are short and would seldom be met by chance.</param>
    private async Task<bool> StartAndKillAsync(Dictionary<string, string> expected, Aim aim)
    {
        _service.Journal.Clear();
        using var build = Start();
        var ended = build.Process.WaitForExitAsync();
        await Task.WhenAny(_service.Journal.WaitForAsync(_ => true), ended);
        while (!ended.IsCompleted && (aim switch
        {
            Aim.Anywhere => false,
            Aim.AfterTheLastByte => _service.Journal.Storage.Sum(request => request.BytesSent) < DatasetLength,
            _ => !IsPinned(expected),
        }))
        {
            await Task.Delay(1);
        }

        var window = aim switch
        {
            Aim.Anywhere => _duration,
            Aim.AfterTheLastByte => TimeSpan.FromMilliseconds(300),
            _ => TimeSpan.FromMilliseconds(30),
        };
        await Task.WhenAny(Task.Delay(window * _random.NextDouble()), ended);
        if (ended.IsCompleted)
        {
            return false;
        }

        await build.KillAsync();
        return true;
    }

    private KillPhase Phase(Dictionary<string, string> expected)
    {
        var sent = _service.Journal.Storage.Sum(request => request.BytesSent);
        return !IsPinned(expected)
            ? sent == 0 ? KillPhase.Start : sent < DatasetLength ? KillPhase.Download : KillPhase.PublishOrPin
            : expected.All(file => File.Exists(Path.Combine(InPlace, file.Key)) && Sha256(Path.Combine(InPlace, file.Key)) == file.Value)
                ? KillPhase.End
                : KillPhase.Materialise;
    }

    private bool IsPinned(Dictionary<string, string> expected) =>
        File.Exists(_project.LockFile) && File.ReadAllText(_project.LockFile).Contains(expected[Large], StringComparison.Ordinal);

    /// <summary>Files in place with contents that nobody published, and a lock file that is not whole.</summary>
    private int Wrong(Dictionary<string, string> expected, Dictionary<string, string> allowed)
    {
        var wrong = Folders.FilesUnder(InPlace).Count(name =>
            Sha256(Path.Combine(InPlace, name)) is var digest && digest != expected.GetValueOrDefault(name) && digest != allowed.GetValueOrDefault(name));
        if (File.Exists(_project.LockFile))
        {
            try
            {
                using var _ = JsonDocument.Parse(File.ReadAllText(_project.LockFile));
            }
            catch (JsonException)
            {
                wrong++;
            }
        }

        return wrong;
    }

    /// <summary>Whether a partial file's sidecar says that bytes have arrived: the first, of a file just begun, does not.</summary>
    private static bool ClaimsBytes(string sidecar)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(sidecar));
            return json.RootElement.GetProperty("ranges").GetArrayLength() > 0;
        }
        catch (JsonException)
        {
            // Killed while it wrote the first one.
            return false;
        }
    }

    private static string Sha256(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
