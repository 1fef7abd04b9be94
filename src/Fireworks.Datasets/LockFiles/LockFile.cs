namespace Fireworks.Datasets.LockFiles;

/// <summary>The lock file, version 1 (docs/lock-file.md): which bytes each file of each dataset must have. Immutable.</summary>
internal sealed class LockFile
{
    public const int Version = 1;

    private readonly Dictionary<DatasetKey, LockedDataset> _datasets;

    internal LockFile(Dictionary<DatasetKey, LockedDataset> datasets) => _datasets = datasets;

    public static LockFile Empty { get; } = new([]);

    /// <summary>The bytes that this was read from or written as; <see langword="null"/> where there is no file.</summary>
    public byte[]? Bytes { get; private init; }

    public IReadOnlyDictionary<DatasetKey, LockedDataset> Datasets => _datasets;

    public LockedDataset? this[DatasetKey dataset] => _datasets.GetValueOrDefault(dataset);

    /// <summary>The lock file at <paramref name="path"/>; <see cref="Empty"/> where there is none.</summary>
    /// <remarks>File names are as they stand there, also unsafe ones: check them before use.</remarks>
    /// <exception cref="Diagnostics.DatasetException">FWDS4003: malformed, or of a newer version. FWDS5004.</exception>
    public static LockFile Read(string path) => Parse(AtomicFile.ReadAllBytes(path), path);

    /// <summary>As <see cref="Read"/>, from bytes that were read already; <see langword="null"/>: there is no file.</summary>
    public static LockFile Parse(byte[]? bytes, string path) => bytes is null ? Empty : new(LockFileReader.Parse(bytes, path)) { Bytes = bytes };

    /// <summary>The canonical bytes: the same for the same contents on every machine.</summary>
    public byte[] ToBytes() => LockFileWriter.Write(this);

    /// <returns>This lock file, as it is there now.</returns>
    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004.</exception>
    public LockFile Write(string path)
    {
        var bytes = ToBytes();
        AtomicFile.WriteAllBytes(path, bytes);
        return new(_datasets) { Bytes = bytes };
    }

    public LockFile With(IEnumerable<KeyValuePair<DatasetKey, LockedDataset>> changed)
    {
        var datasets = new Dictionary<DatasetKey, LockedDataset>(_datasets);
        foreach (var (key, dataset) in changed)
        {
            datasets[key] = dataset;
        }

        return new LockFile(datasets);
    }
}
