using System.Security.Cryptography;
using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Tests.Infra;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Fireworks.Datasets.Build.Tests.Infra;

/// <summary>A project whose datasets an earlier build brought into place: nothing is asked of any service.</summary>
internal sealed class ProjectScene : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RecordingBuildEngine Engine { get; } = new();

    public string File => _folder["app.csproj"];

    public string Datasets => _folder["obj/fireworks-datasets"];

    public string LockFile => _folder["fireworks.datasets.lock.json"];

    public string Path(string name) => _folder[name];

    public string InPlace(string file, string dataset = "eval") => System.IO.Path.Combine(Datasets, "acme", dataset, file);

    public static TaskItem Item(string include, params (string Name, string Value)[] metadata)
    {
        var item = new TaskItem(include);
        foreach (var (name, value) in metadata)
        {
            item.SetMetadata(name, value);
        }

        return item;
    }

    /// <summary>As after a build: files, state and lock file.</summary>
    public void Fetched(params string[] files) => Fetched(DatasetLocation.Under(Datasets, Key), files);

    public static DatasetKey Key { get; } = new(new("acme", "eval"), Lineage: false);

    public void Fetched(DatasetLocation location, params string[] files)
    {
        var state = new Dictionary<string, FileInPlace?>(StringComparer.Ordinal);
        var locked = new Dictionary<string, Content?>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var path = System.IO.Path.Combine(location.Folder, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            var bytes = Encoding.UTF8.GetBytes($"contents of {file}\n");
            System.IO.File.WriteAllBytes(path, bytes);
            var content = new Content(bytes.Length, Sha256Digest.Of(bytes));
            state[file] = new(content, System.IO.File.GetLastWriteTimeUtc(path).Ticks, Validator: null);
            locked[file] = content;
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(location.StateFile)!);
        new DatasetState(Key, "", state).Write(location.StateFile);
        System.IO.File.WriteAllBytes(LockFile, LockFiles.LockFile.Empty.With([KeyValuePair.Create(Key, new LockedDataset(locked))]).ToBytes());
    }

    public ResolveFireworksDatasets Resolve(params ITaskItem[] items) => new()
    {
        BuildEngine = Engine,
        ProjectFile = File,
        Datasets = items,
        DatasetsDirectory = Datasets,
        Settings = Item("settings", ("LockFilePath", LockFile), ("CacheDirectory", "none"), ("Offline", "true")),
    };

    /// <summary>The bare task, where an earlier one fetched; the item's full path is the project's folder and its name.</summary>
    public FetchFireworksDataset Fetch(string dataset = "acme/eval") => new()
    {
        BuildEngine = Engine,
        ProjectFile = File,
        Dataset = new RootedTaskItem(dataset, _folder.Path),
        CacheDirectory = "none",
        Offline = "true",
    };

    public void Dispose() => _folder.Dispose();
}
