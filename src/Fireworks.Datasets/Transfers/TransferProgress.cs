namespace Fireworks.Datasets.Transfers;

/// <summary>Counts the files and bytes of a run. It is thread-safe.</summary>
internal sealed class TransferProgress
{
    private int _files;
    private int _filesDone;
    private int _filesOfKnownLength;
    private int _retries;
    private long _length;
    private long _present;
    private long _arrived;

    /// <summary>Adds a number of files that will be downloaded.</summary>
    public void FilesExpected(int count) => Interlocked.Add(ref _files, count);

    /// <summary>Counts a file that was downloaded, or that needed no download after all.</summary>
    public void FileDone() => Interlocked.Increment(ref _filesDone);

    /// <summary>Counts a retry of a transfer.</summary>
    public void Retried() => Interlocked.Increment(ref _retries);

    /// <summary>Replaces the declared length of a file, in bytes; <see langword="null"/> means unknown.</summary>
    public void LengthChanged(long? previous, long? now)
    {
        Interlocked.Add(ref _filesOfKnownLength, (now is null ? 0 : 1) - (previous is null ? 0 : 1));
        Interlocked.Add(ref _length, (now ?? 0) - (previous ?? 0));
    }

    /// <summary>Counts bytes that came over the network.</summary>
    public void Arrived(int count)
    {
        Interlocked.Add(ref _arrived, count);
        Interlocked.Add(ref _present, count);
    }

    /// <summary>Counts bytes that an earlier run left. A negative count takes back bytes that were discarded.</summary>
    public void Present(long count) => Interlocked.Add(ref _present, count);

    public Snapshot Read() => new(
        Volatile.Read(ref _files), Volatile.Read(ref _filesDone), Volatile.Read(ref _filesOfKnownLength), Volatile.Read(ref _retries),
        Interlocked.Read(ref _length), Interlocked.Read(ref _present), Interlocked.Read(ref _arrived));

    /// <summary>The values of the counters. They are read one by one, so those of different counters may be a moment apart.</summary>
    /// <param name="Length">The total bytes of the files whose length is known.</param>
    /// <param name="Present">The bytes of the files that are on this machine, from the network or an earlier run.</param>
    /// <param name="Arrived">The bytes that came over the network, including those discarded later.</param>
    internal readonly record struct Snapshot(
        int Files, int FilesDone, int FilesOfKnownLength, int Retries, long Length, long Present, long Arrived)
    {
        /// <summary>Whether the length of every file is known.</summary>
        public bool IsLengthKnown => FilesOfKnownLength >= Files;
    }
}
