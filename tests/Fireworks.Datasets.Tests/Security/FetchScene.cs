using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Secrets;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>
/// The whole engine against the emulated service, on a machine of its own: everything it may write is in the datasets
/// folder, the cache and the lock file. The folders are deep, so that a way out of them is still within the machine.
/// </summary>
internal sealed class FetchScene : IAsyncDisposable
{
    /// <summary>With characters that every encoding changes, and not of the shape of a Fireworks key, which would be recognised.</summary>
    public const string Key = "k3y+of/the~test=with%41every&sign";

    private readonly TemporaryFolder _folder = new();
    private string _before = "";

    private FetchScene(FireworksEmulator service)
    {
        Service = service;
        foreach (var folder in (string[])[Datasets, Cache, Home, Outside])
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(Path.Join(Outside, "users-own.txt"), "precious");
        PrivateOnly(Cache);
        Settings = new FetchSettings
        {
            Service = new(new Uri(service.Url + "/"), AllowsMachineKey: true),
            CacheDirectory = Cache,
            CacheAskedFor = true,
            MaxRetries = 1,
            StallTimeout = TimeSpan.FromSeconds(20),
        };
    }

    public FireworksEmulator Service { get; }

    public FetchSettings Settings { get; set; }

    public RecordingLog Log { get; } = new();

    public string Machine => _folder.Path;

    public string Datasets => Path.Join(Machine, "a", "b", "c", "project", "obj", "fireworks-datasets");

    public string Cache => Path.Join(Machine, "a", "cache");

    public string Home => Path.Join(Machine, "home");

    public string Outside => Path.Join(Machine, "outside");

    public string LockFilePath => Path.Join(Machine, "a", "b", "c", "project", "fireworks.datasets.lock.json");

    /// <summary>Whether the datasets folder is one of the user, and not the build's own.</summary>
    public bool IsUsers { get; set; }

    public DatasetKey Dataset { get; } = new(new("acme", "eval"), Lineage: false);

    public string InPlace(string name) => Path.Join(Datasets, "acme", "eval", name);

    public static async Task<FetchScene> StartAsync(EmulatorOptions? options = null) =>
        new(await FireworksEmulator.StartAsync(options ?? new EmulatorOptions { ApiKey = Key }));

    /// <summary>acme/eval, with "contents of ..." in each file.</summary>
    public EmulatedDataset Add(params string[] files)
    {
        var dataset = Service.AddDataset("acme", "eval");
        foreach (var file in files)
        {
            dataset.File(file, ContentsOf(file));
        }

        return dataset;
    }

    public static string ContentsOf(string file) => $"contents of {file}\n";

    public async Task<FetchOutcome> FetchAsync(CancellationToken cancellationToken)
    {
        var machine = FakeMachine.With(Home, ("FIREWORKS_API_KEY", Key));
        var services = new FetchServices(machine, TimeProvider.System, () => 0, settings => TransportHandler.Create(settings.MaxConcurrency, machine));
        var request = new DatasetRequest(Dataset, FileFilter.All, Floating: false, DatasetLocation.Under(Datasets, Dataset) with { IsUsers = IsUsers });
        var lockFile = Settings.LockFilePath is { } path ? LockFile.Read(path) : LockFile.Empty;
        _before = Snapshot();
        return await new DatasetFetcher(Settings, lockFile, services, new ScrubbingLog(Log, new SecretScrubber())).FetchAsync([request], cancellationToken);
    }

    /// <summary>Fails with these codes, once each, and changes nothing that is not the engine's own.</summary>
    /// <returns>The failure, as a log shows it.</returns>
    public async Task<DatasetException> RefuseAsync(CancellationToken cancellationToken, params string[] codes)
    {
        var failure = await Assert.ThrowsExactlyAsync<DatasetException>(() => FetchAsync(cancellationToken));
        CollectionAssert.AreEqual(codes, failure.Diagnostics.Select(problem => problem.Code).Distinct().ToArray(), failure.Message);
        AssertNothingElseWritten();
        return Shown.Of(failure, Key);
    }

    /// <summary>Outside of the three places that are the engine's, the machine is as it was.</summary>
    public void AssertNothingElseWritten() => Assert.AreEqual(_before, Snapshot());

    /// <summary>The dataset's files; not the engine's own memory of them.</summary>
    public string[] FilesInPlace() => Directory.Exists(Datasets)
        ? [.. Directory.EnumerateFiles(Datasets, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Datasets, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith(".fireworks/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Unfinished downloads that nobody will ever go on with: neither in the scratch folders nor in the cache.</summary>
    public string[] Leftovers() => [.. ((string[])[Path.Join(Datasets, ".fireworks", "tmp"), Path.Join(Cache, "temp")])
        .Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))];

    public static void PrivateOnly(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Every entry with its kind and contents; links as links.</summary>
    private string Snapshot() => string.Join('\n', new DirectoryInfo(Machine)
        .EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        .Where(entry => !IsOurs(entry.FullName))
        .Select(entry => $"{entry.FullName} -> {entry.LinkTarget} {(entry is FileInfo { LinkTarget: null } ? File.ReadAllText(entry.FullName) : "")}")
        .Order(StringComparer.Ordinal));

    private bool IsOurs(string path) => path == LockFilePath || Below(path, Datasets) || Below(path, Cache);

    private static bool Below(string path, string folder) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
