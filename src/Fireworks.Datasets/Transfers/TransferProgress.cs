namespace Fireworks.Datasets.Transfers;

/// <summary>How far a run is: counters for all its files, for use from several threads.</summary>
internal sealed class TransferProgress
{
    private int _files;
    private int _filesDone;
    private int _filesOfKnownLength;
    private int _retries;
    private long _length;
    private long _present;
    private long _arrived;

    /// <summary>So many more files will be downloaded.</summary>
    public void FilesExpected(int count) => Interlocked.Add(ref _files, count);

    /// <summary>A file is downloaded, or needed no download after all.</summary>
    public void FileDone() => Interlocked.Increment(ref _filesDone);

    /// <summary>A transfer is tried again.</summary>
    public void Retried() => Interlocked.Increment(ref _retries);

    /// <summary>Storage said how long a file is, or said it anew.</summary>
    public void LengthChanged(long? previous, long? now)
    {
        Interlocked.Add(ref _filesOfKnownLength, (now is null ? 0 : 1) - (previous is null ? 0 : 1));
        Interlocked.Add(ref _length, (now ?? 0) - (previous ?? 0));
    }

    /// <summary>Bytes came over the network.</summary>
    public void Arrived(int count)
    {
        Interlocked.Add(ref _arrived, count);
        Interlocked.Add(ref _present, count);
    }

    /// <summary>Bytes were there already; less than 0: bytes were of no use and are gone.</summary>
    public void Present(long count) => Interlocked.Add(ref _present, count);

    public Snapshot Read() => new(
        Volatile.Read(ref _files), Volatile.Read(ref _filesDone), Volatile.Read(ref _filesOfKnownLength), Volatile.Read(ref _retries),
        Interlocked.Read(ref _length), Interlocked.Read(ref _present), Interlocked.Read(ref _arrived));

    /// <summary>The counters at one instant.</summary>
    /// <param name="Length">Bytes of all files whose length is known.</param>
    /// <param name="Present">Bytes that are there of the files, from the network or an earlier run.</param>
    /// <param name="Arrived">Bytes that came over the network, those that were of no use too.</param>
    internal readonly record struct Snapshot(
        int Files, int FilesDone, int FilesOfKnownLength, int Retries, long Length, long Present, long Arrived)
    {
        /// <summary>Whether the length of all files is known.</summary>
        public bool IsLengthKnown => FilesOfKnownLength >= Files;
    }
}
