using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Files;

/// <summary>A new file that is being written. What the disk refuses becomes a <see cref="DatasetException"/> that names the file.</summary>
internal sealed class WritableFile : IDisposable
{
    /// <summary>The system is not asked for the room that fewer bytes need: it costs more than their writing may fail.</summary>
    private const long WorthReserving = 256 * 1024;

    private readonly FileStream _file;
    private readonly string _path;
    private readonly long? _length;

    private WritableFile(FileStream file, string path, long? length) => (_file, _path, _length) = (file, path, length);

    public SafeFileHandle Handle => _file.SafeFileHandle;

    /// <summary>Creates the file in place of whatever is there.</summary>
    /// <param name="length">The bytes that it will have. Many are reserved, so that a full disk shows now and not at the end.</param>
    /// <exception cref="DatasetException">FWDS5003, FWDS5004.</exception>
    /// <inheritdoc cref="NewFile.Create"/>
    public static WritableFile Create(string path, bool isPrivate, long? length = null) => FileFailure.Guard("write", path, length, () =>
    {
        var reserve = length >= WorthReserving ? length.Value : 0;
        if (reserve > 0)
        {
            DiskSpace.Require(path, reserve);
        }

        return new WritableFile(NewFile.Create(path, isPrivate, reserve), path, length);
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
