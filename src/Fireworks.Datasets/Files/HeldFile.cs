namespace Fireworks.Datasets.Files;

/// <summary>A file that this process alone holds open, and that is its own: see <see cref="ExclusiveFile"/>.</summary>
internal sealed class HeldFile(FileStream stream, string path, bool deleteOnClose) : IDisposable
{
    /// <summary>For reading and writing, without a buffer.</summary>
    public FileStream Stream => stream;

    public string Path => path;

    public void Dispose()
    {
        // Windows deletes the file when it closes it. Elsewhere the name may be another file's by now, which then stays.
        if (deleteOnClose && !stream.SafeFileHandle.IsClosed && !OperatingSystem.IsWindows() && EntryStatus.Of(stream.SafeFileHandle, path).IsAt(path))
        {
            FileRemoval.TryDelete(path);
        }

        stream.Dispose();
    }
}
