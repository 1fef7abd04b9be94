using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

/// <summary>A new file that is being written. A failure to write becomes a <see cref="DatasetException"/> that names the file.</summary>
internal sealed class WritableFile : IDisposable
{
    /// <summary>In bytes. For a shorter file, asking for the free space costs more time than a failed write.</summary>
    private const long WorthAsking = 256 * 1024;

    private readonly FileStream _file;
    private readonly string _path;
    private readonly long? _length;

    private WritableFile(FileStream file, string path, long? length) => (_file, _path, _length) = (file, path, length);

    public SafeFileHandle Handle => _file.SafeFileHandle;

    /// <summary>Creates the file. A file that exists is replaced.</summary>
    /// <param name="length">Bytes that the file will have, if known. For many, the free space is checked, so that a full disk shows now.</param>
    /// <exception cref="DatasetException">FWDS5003, FWDS5004.</exception>
    /// <inheritdoc cref="NewFile.Create"/>
    public static WritableFile Create(string path, bool isPrivate, long? length = null) => FileFailure.Guard("write", path, length, () =>
    {
        if (length >= WorthAsking)
        {
            DiskSpace.Require(path, length.Value);
        }

        return new WritableFile(NewFile.Create(path, isPrivate), path, length);
    });

    /// <exception cref="DatasetException">FWDS5003, FWDS5004.</exception>
    public void Write(ReadOnlySpan<byte> bytes, long position)
    {
        try
        {
            RandomAccess.Write(Handle, bytes, position);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Of(exception, "write", _path, _length);
        }
    }

    public void Dispose() => _file.Dispose();
}
