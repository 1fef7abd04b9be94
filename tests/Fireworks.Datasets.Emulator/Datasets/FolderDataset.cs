using System.Collections.Concurrent;
using System.Text.Json;

namespace Fireworks.Datasets.Emulator;

/// <summary>
/// A dataset whose files are those of a folder, looked at anew by each request. An optional <c>.dataset.json</c>
/// beside them says what files cannot: <c>{"lineage": ["other-dataset"], "state": "READY"}</c>.
/// </summary>
internal sealed class FolderDataset : IDatasetSource
{
    private const string Description = ".dataset.json";

    private readonly string _folder;
    private readonly ConcurrentDictionary<string, StoredObject> _known;

    /// <param name="folder">Full path, with its separator at the end.</param>
    /// <param name="known">Versions seen before by full path, so that their hashes are computed once.</param>
    public FolderDataset(string folder, ConcurrentDictionary<string, StoredObject> known)
    {
        _folder = folder;
        _known = known;
        var description = Path.Combine(folder, Description);
        if (!File.Exists(description))
        {
            return;
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(description));
        State = json.RootElement.TryGetProperty("state", out var state) ? state.GetString()! : State;
        StatusMessage = json.RootElement.TryGetProperty("statusMessage", out var message) ? message.GetString()! : "";
        Parents = json.RootElement.TryGetProperty("lineage", out var lineage)
            ? [.. lineage.EnumerateArray().Select(parent => parent.GetString()!)]
            : [];
    }

    public string State { get; } = "READY";
    public string StatusMessage { get; } = "";
    public long ExampleCount => 0;
    public IReadOnlyList<string> Parents { get; } = [];

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
            : _known[file.FullName] = StoredObject.Create(
                new DiskContent(file.FullName, file.Length), generation, ObjectOptions.Default);
    }
}
