using System.Collections.Concurrent;

namespace Fireworks.Datasets.Emulator;

/// <summary>
/// A dataset whose files are those of a folder, looked at anew by each request. An optional <c>.dataset.json</c>
/// beside them says what files cannot: <c>{"lineage": ["other-dataset"], "state": "READY"}</c>.
/// </summary>
internal sealed class FolderDataset : IDatasetSource
{
    private const string Description = ".dataset.json";

    private const int LargestInMemory = 64 * 1024;

    private readonly string _folder;
    private readonly ConcurrentDictionary<string, StoredObject> _known;
    private readonly Lazy<FolderDescription> _description;

    /// <param name="folder">Full path, with its separator at the end.</param>
    /// <param name="known">Versions seen before by full path, so that small files are read, and hashes computed, once.</param>
    public FolderDataset(string folder, ConcurrentDictionary<string, StoredObject> known)
    {
        _folder = folder;
        _known = known;
        _description = new Lazy<FolderDescription>(() => FolderDescription.Read(Path.Combine(folder, Description)));
    }

    public string State => _description.Value.State;
    public string StatusMessage => _description.Value.StatusMessage;
    public long ExampleCount => _description.Value.ExampleCount;
    public IReadOnlyList<string> Parents => _description.Value.Lineage;

    public IReadOnlyList<(string Name, string? RawUrl)> List() =>
    [
        .. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder, path).Replace('\\', '/'))
            .Where(name => name != Description)
            .Select(name => (name, (string?)null)),
    ];

    public StoredObject? Find(string name)
    {
        FileInfo file = new(Path.GetFullPath(name, _folder));
        if (!file.FullName.StartsWith(_folder, StringComparison.Ordinal) || !file.Exists)
        {
            return null;
        }

        // The generation of an untouched file stays the same, also in another run of the emulator.
        var generation = (file.LastWriteTimeUtc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        return _known.TryGetValue(file.FullName, out var known)
            && known.Generation == generation
            && known.Content.Length == file.Length
            ? known
            : _known[file.FullName] = StoredObject.Create(Content(file), generation, ObjectOptions.Default);
    }

    private static ObjectContent Content(FileInfo file) => file.Length <= LargestInMemory
        ? new MemoryContent(File.ReadAllBytes(file.FullName))
        : new DiskContent(file.FullName, file.Length);
}
