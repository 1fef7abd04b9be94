using System.Text;

namespace Fireworks.Datasets.Emulator;

/// <summary>A dataset that a test writes down. Every change is seen by the next request. Thread-safe.</summary>
public sealed class EmulatedDataset : IDatasetSource
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredObject> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _rawUrls = new(StringComparer.Ordinal);
    private readonly Func<long> _nextGeneration;
    private IReadOnlyList<string> _parents = [];

    internal EmulatedDataset(string account, string id, Func<long> nextGeneration)
    {
        Account = account;
        Id = id;
        _nextGeneration = nextGeneration;
    }

    public string Account { get; }
    public string Id { get; }

    /// <summary>Anything but <c>READY</c> answers a download endpoint without files.</summary>
    public string State { get; set; } = "READY";

    public string StatusMessage { get; set; } = "";
    public long ExampleCount { get; set; }

    IReadOnlyList<string> IDatasetSource.Parents => _parents;

    /// <summary>Puts a file in, or a new version of it: new ETag, new generation. Any name is taken, hostile ones too.</summary>
    public EmulatedDataset File(string name, byte[] content, ObjectOptions? options = null) =>
        Put(name, new MemoryContent(content), options);

    /// <inheritdoc cref="File(string, byte[], ObjectOptions?)"/>
    public EmulatedDataset File(string name, string content, ObjectOptions? options = null) =>
        Put(name, new MemoryContent(Encoding.UTF8.GetBytes(content)), options);

    /// <summary>Puts in a file of any length whose bytes are computed when sent; see <see cref="Sha256"/> for what to expect.</summary>
    public EmulatedDataset File(string name, long length, int seed, ObjectOptions? options = null) =>
        Put(name, new SyntheticContent(length, seed), options);

    public EmulatedDataset Remove(string name)
    {
        lock (_gate)
        {
            _files.Remove(name);
            _rawUrls.Remove(name);
        }

        return this;
    }

    /// <summary>Lists the name with this URL, verbatim: hostile ones, other hosts, other schemes.</summary>
    public EmulatedDataset RawUrl(string name, string url)
    {
        lock (_gate)
        {
            _rawUrls[name] = url;
        }

        return this;
    }

    /// <summary>Datasets of the same account that this one was made from; <c>downloadLineage=true</c> answers theirs too, and their parents'.</summary>
    public EmulatedDataset Lineage(params string[] parents)
    {
        _parents = [.. parents];
        return this;
    }

    /// <summary>Lower-case hex SHA-256 of what a user of the file must get.</summary>
    public string Sha256(string name) => ObjectHashes.Sha256(Existing(name).Content);

    /// <summary>What a user of the file must get.</summary>
    public byte[] Contents(string name) => Existing(name).Content.ToArray();

    /// <summary>The present ETag of the file, with its quotes.</summary>
    public string? ETag(string name) => Existing(name).ETag;

    IReadOnlyList<(string Name, string? RawUrl)> IDatasetSource.List()
    {
        lock (_gate)
        {
            return
            [
                .. _files.Keys.Where(name => !_rawUrls.ContainsKey(name)).Select(name => (name, (string?)null)),
                .. _rawUrls.Select(raw => (raw.Key, (string?)raw.Value)),
            ];
        }
    }

    StoredObject? IDatasetSource.Find(string name)
    {
        lock (_gate)
        {
            return _files.GetValueOrDefault(name);
        }
    }

    internal EmulatedDataset Put(string name, ObjectContent content, ObjectOptions? options)
    {
        var stored = StoredObject.Create(content, _nextGeneration(), options ?? ObjectOptions.Default);
        lock (_gate)
        {
            _files[name] = stored;
        }

        return this;
    }

    private StoredObject Existing(string name) =>
        ((IDatasetSource)this).Find(name) ?? throw new KeyNotFoundException($"The dataset {Id} has no file '{name}'.");
}
