using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Emulator;

/// <summary>A file on disk, with the length that it had when it was looked up.</summary>
internal sealed class DiskContent(string path, long length) : ObjectContent
{
    public override long Length => length;

    public override IContentReader Open() => new Reader(File.OpenHandle(path, options: FileOptions.SequentialScan));

    private sealed class Reader(SafeFileHandle handle) : IContentReader
    {
        public void Read(long offset, Span<byte> destination)
        {
            while (destination.Length > 0)
            {
                var count = RandomAccess.Read(handle, destination, offset);
                if (count == 0)
                {
                    throw new EndOfStreamException("The file became shorter while it was served.");
                }

                destination = destination[count..];
                offset += count;
            }
        }

        public void Dispose() => handle.Dispose();
    }
}
