using System.Security.Cryptography;
using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Model;

/// <summary>How a build is asked for.</summary>
internal sealed record BuildOptions(string Filter = "**", bool Floating = false, bool Offline = false, bool Locked = false, bool Update = false);

/// <summary>A project on disk, built by the engine: its own <c>obj</c>, a lock file and a store that others may share.</summary>
internal sealed class ModelProject(string root, string name, string? lockFile, ModelService service)
{
    private static readonly DatasetKey s_dataset = new(new("acme", "eval"), Lineage: false);

    public string Name => name;

    public BuildOptions Options { get; set; } = new();

    /// <summary>What the last good builds left, as the model knows it: <see langword="null"/> for a name without contents.</summary>
    public Dictionary<string, string?>? Remembered { get; set; }

    public string Obj { get; } = Path.Join(root, name, "obj");

    public string Folder => Path.Join(Obj, "acme", "eval");

    public RecordingLog Log { get; private set; } = new();

    private string Store { get; } = Path.Join(root, "store");

    public async Task<FetchOutcome> BuildAsync(bool update, CancellationToken cancellationToken)
    {
        var settings = new FetchSettings
        {
            Service = new(new("https://api.example/"), AllowsMachineKey: true),
            CacheDirectory = Store,
            LockFilePath = lockFile,
            LockedMode = lockFile is not null && Options.Locked,
            Offline = Options.Offline,
            Update = update ? UpdateScope.All : UpdateScope.None,
            MaxRetries = 0,
        };
        var machine = FakeMachine.With(home: null, ("FIREWORKS_API_KEY", "key"));
        var request = Request();
        Log = new();
        var outcome = await new DatasetFetcher(
            settings, lockFile is null ? LockFile.Empty : LockFile.Read(lockFile), new(machine, TimeProvider.System, () => 0, _ => service.Connect()), Log)
            .FetchAsync([request], cancellationToken);
        foreach (var file in outcome.For(request))
        {
            // Whoever reports a digest has looked at these very bytes.
            var bytes = await File.ReadAllBytesAsync(file.FullPath, cancellationToken);
            Assert.AreEqual(new Content(bytes.Length, Sha256Digest.Of(bytes)), file.Content, file.Name);
        }

        return outcome;
    }

    public IReadOnlyDictionary<string, string> Result(FetchOutcome outcome) =>
        outcome.For(Request()).ToDictionary(file => file.Name, file => File.ReadAllText(file.FullPath), StringComparer.Ordinal);

    public Dictionary<string, string> InPlace() => Read(Folder, path => Path.GetRelativePath(Folder, path).Replace('\\', '/'));

    /// <summary>Files of a run that is over.</summary>
    public IEnumerable<string> Scratch() => Read(Path.Join(Obj, ".fireworks", "tmp"), path => path).Keys;

    /// <summary>All that the store has whole.</summary>
    public HashSet<string> Stored() => [.. Read(Path.Join(Store, "sha256"), path => path)
        .Where(file => Path.GetFileName(file.Key) == Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Value)))).Select(file => file.Value)];

    public void DamageStore(Random random)
    {
        foreach (var path in Read(Path.Join(Store, "sha256"), path => path).Keys.Where(_ => random.Next(2) == 0))
        {
            var text = File.ReadAllText(path);
            File.Delete(path);
            // Truncated, or of the same length.
            File.WriteAllText(path, random.Next(2) == 0 ? text[..^1] : text.Replace('e', 'E'));
        }
    }

    public void DeleteStore()
    {
        if (Directory.Exists(Store))
        {
            Directory.Delete(Store, recursive: true);
        }
    }

    /// <summary>What the lock file has: <see langword="null"/> for no entry; in it, for no digest.</summary>
    public Dictionary<string, Content?>? Locked() => lockFile is null ? null
        : LockFile.Read(lockFile)[s_dataset]?.Files.ToDictionary(file => file.Key, file => file.Value, StringComparer.Ordinal);

    private DatasetRequest Request() =>
        new(s_dataset, new FileFilter([Options.Filter], [], "eval"), Options.Floating, DatasetLocation.Under(Obj, s_dataset));

    private static Dictionary<string, string> Read(string folder, Func<string, string> name) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(name, File.ReadAllText, StringComparer.Ordinal)
        : [];
}
