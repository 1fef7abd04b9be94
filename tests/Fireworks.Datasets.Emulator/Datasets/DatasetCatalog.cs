using System.Collections.Concurrent;

namespace Fireworks.Datasets.Emulator;

/// <summary>All datasets of all accounts: those written down by the test first, then those of folders.</summary>
internal sealed class DatasetCatalog(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Account, string Dataset), EmulatedDataset> _datasets = new();
    private readonly ConcurrentQueue<string> _folders = new();
    private readonly ConcurrentDictionary<string, StoredObject> _knownFiles = new(StringComparer.Ordinal);
    private long _generation = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public EmulatedDataset Add(string account, string dataset) =>
        _datasets[(account, dataset)] = new EmulatedDataset(account, dataset, () => Interlocked.Increment(ref _generation));

    public void Remove(string account, string dataset) => _datasets.TryRemove((account, dataset), out _);

    public void AddFolder(string root) => _folders.Enqueue(Path.GetFullPath(root));

    public EmulatedDataset? FindWritten(string account, string dataset) => _datasets.GetValueOrDefault((account, dataset));

    public IDatasetSource? Find(string account, string dataset)
    {
        if (FindWritten(account, dataset) is { } written)
        {
            return written;
        }

        if (!IsFolderName(account) || !IsFolderName(dataset))
        {
            return null;
        }

        var folder = _folders.Select(root => Path.Combine(root, account, dataset)).FirstOrDefault(Directory.Exists);
        return folder is null ? null : new FolderDataset(folder + Path.DirectorySeparatorChar, _knownFiles);
    }

    /// <summary>The dataset and all that it was made from, each once, itself first.</summary>
    public IEnumerable<(string Id, IDatasetSource Dataset)> Lineage(string account, string dataset)
    {
        HashSet<string> seen = new(StringComparer.Ordinal) { dataset };
        Queue<string> open = new(seen);
        while (open.TryDequeue(out var id))
        {
            if (Find(account, id) is not { } found)
            {
                continue;
            }

            yield return (id, found);
            foreach (var parent in found.Parents.Where(seen.Add))
            {
                open.Enqueue(parent);
            }
        }
    }

    private static bool IsFolderName(string id) =>
        id is not ("" or "." or "..") && id.IndexOfAny(['/', '\\', ':', '\0']) < 0;
}
