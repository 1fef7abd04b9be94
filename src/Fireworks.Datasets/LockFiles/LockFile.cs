namespace Fireworks.Datasets.LockFiles;

/// <summary>The lock file, version 1 (docs/lock-file.md). It says which bytes each file of each dataset must have. Immutable.</summary>
internal sealed class LockFile
{
    public const int Version = 1;

    private readonly Dictionary<DatasetKey, LockedDataset> _datasets;

    internal LockFile(Dictionary<DatasetKey, LockedDataset> datasets) => _datasets = datasets;

    public static LockFile Empty { get; } = new([]);

    /// <summary>The bytes that were read or written; <see langword="null"/> if there is no file, or before it is written.</summary>
    public byte[]? Bytes { get; private init; }

    public IReadOnlyDictionary<DatasetKey, LockedDataset> Datasets => _datasets;

    public LockedDataset? this[DatasetKey dataset] => _datasets.GetValueOrDefault(dataset);

    /// <summary>Reads the lock file at <paramref name="path"/>; <see cref="Empty"/> if there is none.</summary>
    /// <remarks>File names are not checked and may be unsafe as paths. Check them before use.</remarks>
    /// <exception cref="Diagnostics.DatasetException">FWDS4003: malformed, or of a newer version; FWDS5004: cannot be read.</exception>
    public static LockFile Read(string path) => Parse(AtomicFile.ReadAllBytes(path), path);

    /// <summary>Does the same with bytes that were read before.</summary>
    /// <param name="bytes"><see langword="null"/> if there is no file.</param>
    public static LockFile Parse(byte[]? bytes, string path) => bytes is null ? Empty : new(LockFileReader.Parse(bytes, path)) { Bytes = bytes };

    /// <summary>The canonical bytes, which are the same on every machine for the same contents.</summary>
    public byte[] ToBytes() => LockFileWriter.Write(this);

    /// <returns>This lock file with the bytes that were written.</returns>
    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004.</exception>
    public LockFile Write(string path)
    {
        var bytes = ToBytes();
        AtomicFile.WriteAllBytes(LockFileTarget.Of(path), bytes);
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
